// The files by which a run is paid: for whoever carries it out, at the bank or by hand.

import {html, nothing} from 'lit';
import {api, download} from '../../lib/api.js';
import {code, name, number, time} from '../../lib/format.js';
import {railWord} from '../../lib/payouts.js';
import {table} from '../../lib/ui.js';
import {t} from '../../lib/words.js';

/** Which a run has so far; nothing to whoever may not have them, and before it is carried out. */
export async function readFiles(page, run, most) {
  if (!page.may('payouts') || !['applying', 'done'].includes(run.state)) return undefined;
  return api.all(`/v1/payout_runs/${run.id}/files`, {}, most);
}

export function bankFiles(page, run, read) {
  if (!read || !read.rows.length && run.state === 'done') return nothing;
  const save = file => download(file.path, {}, file.name).catch(failure => page.failed(failure));
  const missing = file => t(run.abandoned_at ? 'payout-run.file_given_up'
      : file.payouts ? 'payout-run.file_made' : 'payout-run.file_stopped');
  return html`<h2 id="files">${t('payout-run.bank_files')}</h2>
    <p class="explained">${t('payout-run.bank_files_why')}</p>
    ${table([
      {label: t('payout-run.file_name'), cell: file => name(file.name)},
      {label: t('payout-run.file'), cell: file => file.path
          ? html`<button type="button" aria-label="${t('payout-run.file_save')} ${file.name}" @click=${() => save(file)}>${t('payout-run.file_save')}</button>`
          : html`<small>${missing(file)}</small>`},
      {label: t('payouts.rail'), cell: file => railWord(file.rail)},
      {label: t('payouts.payouts'), numeric: true, cell: file => number(file.payouts)},
      {label: t('payout-run.file_of'), cell: file => time(file.created_at, page.place.program?.time_zone)},
      {label: 'SHA-256', cell: file => file.sha256 ? code(file.sha256) : '–'},
    ], read.rows, {caption: t('payout-run.bank_files'), empty: t('payout-run.bank_files_none')})}`;
}
