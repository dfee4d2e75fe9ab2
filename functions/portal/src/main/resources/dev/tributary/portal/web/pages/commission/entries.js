// The entries of the ledger that a commission made. The API has no list of them by commission, so this looks
// through the account's months, from the month in which it was earned.

import {html} from 'lit';
import {api} from '../../lib/api.js';
import {code, day, money, time, today} from '../../lib/format.js';
import {choice, t} from '../../lib/words.js';
import {table} from '../../lib/ui.js';

/** How many pages of a hundred one look reads. */
const PAGES = 5;

/** @param place.from of an earlier look, else from the beginning */
export async function entriesOf(row, zone, from) {
  const found = from?.found ?? [];
  const now = today(zone).slice(0, 7);
  let {month, cursor, looked} = from ?? {month: monthOf(row.occurred_at, zone), looked: 0};
  for (let page = 0; page < PAGES && month && month <= now; page++) {
    const answer = await api.get(`/v1/statements/${month}/entries`, {
      program_id: row.program_id, affiliate_id: row.affiliate_id, limit: 100, cursor,
    });
    found.push(...answer.data.filter(one => isOf(one.entry, row)));
    looked += answer.data.length;
    cursor = answer.next_cursor;
    if (!cursor) month = after(month);
  }
  return {found, month: month && month <= now ? month : undefined, cursor, looked};
}

function isOf(entry, row) {
  return entry.id === row.explanation.entry_id || entry.postings.some(posting => posting.commission_id === row.id);
}

function monthOf(instant, zone) {
  return new Intl.DateTimeFormat('en-CA', {timeZone: zone, calendar: 'gregory', numberingSystem: 'latn'})
      .format(new Date(instant)).slice(0, 7);
}

function after(month) {
  const [year, number] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** `pending:2026-11-30` in words. */
function account(text) {
  const [kind, of] = text.split(':');
  return kind === 'pending' ? t('commission.account_pending', {day: day(of)}) : choice('commission.account', of ? `${kind}_${of}` : kind);
}

export function entryTable({found, month, looked}, row, zone, more) {
  return html`${table([
    {label: t('commission.entry'), cell: one => one.words},
    {label: t('commission.posted'), cell: one => time(one.entry.posted_at, zone)},
    {label: t('commission.moves'), cell: one => one.entry.postings.filter(
        posting => posting.commission_id === row.id || posting.commission_id === null).map(posting =>
          html`<div>${money(posting.amount)} <small>${t('commission.from_to', {from: account(posting.from), to: account(posting.to)})}</small></div>`)},
    {label: t('commission.entry_id'), cell: one => code(one.entry.id)},
  ], found, {caption: t('commission.entries'), empty: t('commission.entries_none', {count: looked})})}
  ${month ? html`<p>${t('commission.entries_looked', {count: looked})}
    <button type="button" @click=${more}>${t('commission.entries_more')}</button></p>` : ''}`;
}
