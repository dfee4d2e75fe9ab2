// The months of an affiliate's account in a program, and one of them (`?month=2026-11`): what it opened with, what
// changed it, what it closed with, and the entries themselves.

import {html, nothing} from 'lit';
import {api, download} from '../lib/api.js';
import {code, money, month, name, number, time} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {empty, figures, table} from '../lib/ui.js';
import {choice, t} from '../lib/words.js';
import './statements/check.js';

const BALANCES = ['pending', 'held', 'available', 'in_flight', 'receivable'];

class Statements extends Page {
  static title = 'statements.title';

  async load() {
    const {program, query} = this.place;
    if (!program) return {};
    const of = {program_id: program.id};
    if (!/^\d{4}-\d{2}$/.test(query.month ?? '')) {
      return {months: await api.get('/v1/statements', {...of, limit: 36, cursor: query.cursor})};
    }
    const [statement, entries] = await Promise.all([
      api.get(`/v1/statements/${query.month}`, of),
      api.get(`/v1/statements/${query.month}/entries`, {...of, limit: 50, cursor: query.cursor}),
    ]);
    return {statement, entries};
  }

  body({months, statement, entries}) {
    if (statement) return this.one(statement, entries);
    if (!months) return empty(t('statements.no_program'), html`<a class="button" href="${this.place.root}/programs">${t('statements.to_programs')}</a>`);
    return html`${table([
      {label: t('statements.month'), cell: row => html`<a href=${here({month: row.month, cursor: ''})}>${month(row.month)}</a>`},
      {label: t('statements.is_final'), cell: row => this.finality(row)},
      {label: t('statements.zone'), cell: row => name(row.time_zone)},
      {label: t('statements.files'), cell: row => this.files(row.month)},
    ], months.data, {caption: t('statements.title'), empty: empty(t('statements.none'),
      html`<a class="button" href="${this.place.root}/links">${t('statements.to_links')}</a>`)})}
    ${months.next_cursor ? html`<p><a class="button" href=${here({cursor: months.next_cursor})}>${t('common.more')}</a></p>` : nothing}`;
  }

  finality({final: isFinal}) {
    return html`<span class="state ${isFinal ? 'good' : 'open'}">${t(isFinal ? 'statements.final' : 'statements.not_final')}</span>`;
  }

  files(of, kind = 'quiet') {
    return html`<span class="actions">${['csv', 'pdf'].map(format => html`<button type="button" class=${kind}
      aria-label=${t(format === 'csv' ? 'statements.csv_of' : 'statements.pdf_of', {month: month(of)})}
      @click=${() => this.save(of, format)}>${format.toUpperCase()}</button>`)}</span>`;
  }

  async save(of, format) {
    try {
      await download(`/v1/statements/${of}`, {program_id: this.place.program.id, format}, `statement-${of}.${format}`);
    } catch (failure) {
      this.failed(failure);
    }
  }

  one(statement, entries) {
    const {opening, closing, movements} = statement;
    const shown = BALANCES.filter(balance => ['pending', 'available'].includes(balance)
        || [opening, closing, ...movements.map(one => one.change)].some(totals => Number(totals[balance].amount) !== 0));
    const rows = [
      {label: t('statements.opening'), totals: opening},
      ...movements.map(one => ({label: choice('statements.kind', one.kind), count: one.entries, totals: one.change})),
      {label: t('statements.closing'), totals: closing},
    ];
    const columns = shown.map(balance => ({label: choice('statements.balance', balance), numeric: true, cell: row => money(row.totals[balance])}));
    return html`
      <p><a href=${here({month: '', cursor: ''})}>${t('statements.all')}</a></p>
      <h2>${month(statement.month)} ${this.finality(statement)}</h2>
      <p>${t('statements.of', {program: this.place.program.name, zone: statement.time_zone})}</p>
      ${this.files(statement.month, 'button')}
      ${figures(shown.map(balance => ({label: choice('statements.balance', balance), value: money(closing[balance]),
        before: html`${t('statements.opened_with')} ${money(opening[balance])}`})))}
      <h2>${t('statements.movements')}</h2>
      ${table([
        {label: t('statements.what'), cell: row => row.label},
        {label: t('statements.entries'), numeric: true, cell: row => row.count === undefined ? '' : number(row.count)},
        ...columns,
      ], rows, {caption: t('statements.movements')})}
      <trb-statement-check .page=${this} .month=${statement.month}></trb-statement-check>
      <h2>${t('statements.entries')}</h2>
      ${table([
        {label: t('statements.posted'), cell: row => time(row.entry.posted_at, statement.time_zone)},
        {label: t('statements.what'), cell: row => this.what(row)},
        ...shown.map(balance => ({label: choice('statements.balance', balance), numeric: true,
          cell: row => Number(row.change[balance].amount) ? money(row.change[balance]) : html`<span class="none">–</span>`})),
      ], entries.data, {caption: t('statements.entries'), empty: empty(t('statements.no_entries'))})}
      ${entries.next_cursor ? html`<p><a class="button" href=${here({cursor: entries.next_cursor})}>${t('statements.later')}</a></p>` : nothing}
      ${this.place.query.cursor ? html`<p><a href=${here({cursor: ''})}>${t('statements.first')}</a></p>` : nothing}`;
  }

  /** In the API's words, with the commission that it is about. */
  what({words, entry}) {
    const commission = entry.postings.find(one => one.commission_id)?.commission_id;
    return commission ? html`<a href="${this.place.root}/commissions/${commission}">${words}</a>`
        : html`${words} ${entry.kind === 'settle' || entry.kind === 'reserve' ? nothing : html`<small>${code(entry.id)}</small>`}`;
  }
}
customElements.define('trb-statements', Statements);
