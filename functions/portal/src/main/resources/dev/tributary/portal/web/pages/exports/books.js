// A program's month in double entry, for the books: once it is final it never changes.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {sending} from '../../lib/ask.js';
import {code, money, month, time, today} from '../../lib/format.js';
import {go, here} from '../../lib/place.js';
import {empty, facts, state, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {counted, files, progress} from './files.js';

const MONTHS = 36;

export const books = {
  name: 'books',
  label: () => t('exports.books'),

  async load(page) {
    const {program} = page.place;
    if (!program) return {rows: []};
    const {export: id} = page.place.query;
    const [found, one] = await Promise.all([
      // The books stand before the lists, and three years of them are less than a page.
      api.get('/v1/exports', {program_id: program.id, limit: 100}),
      id ? api.get(`/v1/exports/${encodeURIComponent(id)}`) : undefined,
    ]);
    return {rows: found.data.filter(row => row.kind === 'books'), one: one?.kind === 'books' ? one : undefined};
  },

  body(page, {rows, one}) {
    const {program} = page.place;
    if (!program) return empty(t('exports.no_program'));
    return html`${one ? shown(page, one) : nothing}
      ${page.may('export') ? html`<h2>${t('exports.new_books')}</h2><p>${t('exports.books_why', {zone: program.time_zone})}</p>
        <trb-form label=${t('exports.start')} .fields=${[{name: 'month', label: t('exports.month'), type: 'select', required: true,
          options: months(program.time_zone).map(value => [value, month(value)])}]} .send=${sending(page, {
            refused: 'exports.refused',
            async send(values, intent) {
              const made = await api.post('/v1/exports', {kind: 'books', program_id: program.id, month: values.month}, intent);
              if (page.isConnected) go(here({export: made.id}));
            },
          })}></trb-form>` : nothing}
      <h2>${t('exports.past_books')}</h2>
      ${table([
        {label: t('exports.month'), cell: row => html`<a href=${here({export: row.id})}>${month(row.month)}</a>`},
        {label: t('exports.state'), cell: row => state(row.state)},
        {label: t('exports.entries'), numeric: true, cell: counted},
        {label: t('exports.started'), cell: row => time(row.started_at, row.time_zone)},
        {label: t('exports.finished'), cell: row => time(row.finished_at, row.time_zone)},
      ], rows, {caption: t('exports.past_books'), empty: empty(t('exports.no_books'))})}`;
  },
};

/** Those that have ended in the program's zone, the newest first. */
function months(zone) {
  const [year, number] = today(zone).split('-').map(Number);
  return Array.from({length: MONTHS}, (_, at) => {
    const index = year * 12 + number - 2 - at;
    return `${Math.floor(index / 12)}-${String(index % 12 + 1).padStart(2, '0')}`;
  });
}

function shown(page, one) {
  return html`<div class="card"><h2>${month(one.month)} ${state(one.state)}</h2>
    ${facts([
      [t('exports.started'), time(one.started_at, one.time_zone)],
      [t('exports.finished'), one.finished_at ? time(one.finished_at, one.time_zone) : undefined],
      [t('exports.entries'), counted(one)],
      [t('exports.id'), code(one.id)],
    ])}
    ${progress(one, one.progress.entries)}
    ${one.accounts.length ? html`<h3>${t('exports.accounts')}</h3>${table([
      {label: t('exports.account_name'), cell: row => choice('exports.account', row.account)},
      {label: t('exports.opening'), numeric: true, cell: row => money(row.opening)},
      {label: t('exports.debit'), numeric: true, cell: row => money(row.debit)},
      {label: t('exports.credit'), numeric: true, cell: row => money(row.credit)},
      {label: t('exports.closing'), numeric: true, cell: row => money(row.closing)},
    ], one.accounts, {caption: t('exports.accounts')})}` : nothing}
    ${files(page, one, `books-${one.month}`)}</div>`;
}
