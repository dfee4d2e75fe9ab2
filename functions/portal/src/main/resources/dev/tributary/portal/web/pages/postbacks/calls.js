// The last calls for a program, and what each was answered: what a shop's developer looks at while nothing comes.

import {LitElement, html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {code, name, time} from '../../lib/format.js';
import {here} from '../../lib/place.js';
import {to} from '../../lib/rows.js';
import {chips, empty, problem, skeleton, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';

const MOST = 100;
const OUTCOMES = ['taken', 'refused', 'failed'];
const TONES = {taken: 'good', refused: 'bad', failed: 'bad'};

class Calls extends LitElement {
  static properties = {place: {attribute: false}, rows: {state: true}, failure: {state: true}};

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('place')) return;
    const asked = `${this.place.program.id} ${this.wanted}`;
    if (this.asked !== asked) {
      this.asked = asked;
      this.rows = undefined;
      this.reload();
    }
  }

  get wanted() {
    const {calls} = this.place.query;
    return OUTCOMES.includes(calls) ? calls : '';
  }

  reload = async () => {
    const turn = this.turn = Symbol('calls');
    this.failure = undefined;
    try {
      const {data} = await api.get(`/v1/programs/${this.place.program.id}/postback_calls`, {limit: MOST, outcome: this.wanted});
      if (turn === this.turn) this.rows = data;
    } catch (failure) {
      if (turn === this.turn) this.failure = failure;
    }
  };

  render() {
    const {rows, wanted} = this;
    return html`<section><h2>${t('calls.title')}</h2>
      <p>${t('calls.why', {zone: this.place.program.time_zone})}</p>
      ${chips(t('calls.answer'), 'calls', wanted, [['', t('calls.all')], ...OUTCOMES.map(one => [one, choice('calls.outcome', one)])])}
      ${this.failure ? problem(this.failure, this.reload) : rows ? this.table(rows, wanted) : skeleton(4)}
      ${rows ? html`<p><button type="button" @click=${this.reload}>${t('calls.again')}</button></p>` : nothing}</section>`;
  }

  table(rows, wanted) {
    const {place} = this;
    return table([
      {label: t('calls.time'), cell: row => html`${time(row.received_at, place.program.time_zone)}
        ${row.skipped ? html`<div class="hint">${t('calls.skipped', {count: row.skipped})}</div>` : nothing}`},
      {label: t('calls.dialect'), cell: row => html`${code(row.dialect)} ${code(row.method)}`},
      {label: t('calls.answer'), cell: row => html`<span class="state ${TONES[row.outcome] ?? 'plain'}">${choice('calls.outcome', row.outcome)}</span> ${code(String(row.status))}`},
      {label: t('calls.reason'), cell: row => html`${codeWord(row.code)}${row.errors.map(error =>
        html`<div>${code(error.field)} ${row.errors.length > 1 || error.code !== row.code ? codeWord(error.code) : nothing}</div>`)}`},
      {label: t('calls.order'), cell: row => html`${row.order_id ? name(row.order_id) : html`<span class="none">–</span>`}
        ${row.event ? html`<div class="hint">${code(row.event)}${row.test ? html` ${t('calls.test')}` : nothing}</div>` : nothing}`},
      {label: t('calls.receipt'), cell: row => row.receipt_id
        ? html`<a href=${to(place, 'conversions', {receipt: row.receipt_id})} aria-label="${t('calls.receipt_of')} ${row.order_id}">${t('calls.receipt')}</a>`
        : html`<span class="none">–</span>`},
    ], rows, {
      caption: t('calls.title'),
      empty: wanted ? empty(t('calls.none_so'), html`<a class="button" href=${here({calls: ''})}>${t('calls.all')}</a>`)
          : empty(t('calls.none'), html`<a class="button" href=${here({tab: ''})}>${t('postbacks.connect')}</a>`),
    });
  }
}
customElements.define('trb-postback-calls', Calls);

/** Why a call was answered so; a reason that is new to these pages stands as it came. */
export function codeWord(one) {
  return html`<bdi>${choice('calls.code', one)}</bdi>`;
}
