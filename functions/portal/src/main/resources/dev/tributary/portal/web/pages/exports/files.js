// What all exports and imports show: how far they are, and their files.

import {html, nothing} from 'lit';
import {download} from '../../lib/api.js';
import {code, number} from '../../lib/format.js';
import {t} from '../../lib/words.js';

/** A press that saves a file; what fails is said as by any press. */
export function save(page, path, query, fileName) {
  return async () => {
    try {
      await download(path, query, fileName);
    } catch (failure) {
      page.failed(failure);
    }
  };
}

/** A file has some 20,000 lines; all of them one after the other are one. */
export function files(page, one, called) {
  if (!one.files.length) return one.state === 'done' ? t('exports.no_rows') : nothing;
  return html`<ul class="files">${one.files.map(file => html`<li>
    <button type="button" @click=${save(page, file.path, {}, `${called}${one.files.length > 1 ? `-${file.number}` : ''}.csv`)}>
      ${t('exports.download', {number: file.number})}</button>
    ${t('exports.bytes', {count: file.bytes})}
    <details class="more"><summary>${t('exports.checksum')}</summary>${code(file.sha256)}</details></li>`)}</ul>`;
}

/** While it runs: of how many, where that is known. */
export function progress(one, done, most) {
  if (one.state !== 'running') return nothing;
  return html`<p role="status">${t('exports.so_far', {count: done})}</p>
    ${most === undefined ? html`<progress aria-label=${t('exports.running')}></progress>`
        : html`<progress aria-label=${t('exports.running')} max=${most} value=${done}></progress>`}`;
}

/** Beside each other in a row of the list. */
export function counted(one) {
  const {progress: at} = one;
  return number(at.rows ?? at.entries);
}
