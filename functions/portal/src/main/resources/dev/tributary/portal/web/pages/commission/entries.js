// The entries of the ledger that moved something of a commission.

import {html} from 'lit';
import {api} from '../../lib/api.js';
import {code, day, money, time} from '../../lib/format.js';
import {choice, t} from '../../lib/words.js';
import {table} from '../../lib/ui.js';

/** A page may be empty where the account has many entries: so many are asked for before a press goes on. */
const PAGES = 5;

/**
 * @param narrow how the commission is found: its order, or the days around it
 * @param before what was found up to there
 */
export async function entriesOf(row, narrow, before) {
  const found = [...before?.found ?? []];
  let cursor = before?.cursor;
  for (let page = 0; page < PAGES; page++) {
    const answer = await api.get(`/v1/commissions/${row.id}/entries`, {...narrow, limit: 100, cursor});
    found.push(...answer.data);
    cursor = answer.next_cursor;
    if (!cursor) break;
  }
  return {found, cursor};
}

/** `pending:2026-11-30` in words. */
function account(text) {
  const [kind, of] = text.split(':');
  return kind === 'pending' ? t('commission.account_pending', {day: day(of)}) : choice('commission.account', of ? `${kind}_${of}` : kind);
}

export function entryTable({found, cursor}, row, zone, more) {
  return html`${table([
    {label: t('commission.entry'), cell: one => one.words},
    {label: t('commission.posted'), cell: one => time(one.entry.posted_at, zone)},
    {label: t('commission.moves'), cell: one => one.entry.postings.filter(
        posting => posting.commission_id === row.id || posting.commission_id === null).map(posting =>
          html`<div>${money(posting.amount)} <small>${t('commission.from_to', {from: account(posting.from), to: account(posting.to)})}</small></div>`)},
    {label: t('commission.entry_id'), cell: one => code(one.entry.id)},
  ], found, {caption: t('commission.entries'), empty: t(cursor ? 'commission.entries_not_yet' : 'commission.entries_none')})}
  ${cursor ? html`<p><button type="button" @click=${more}>${t('commission.entries_more')}</button></p>` : ''}`;
}
