// The button that checks a statement, and what came of it: a row per check. It asks for the proof, every entry, the
// proof of the month before and the platform's public keys; all else is done here.

import {LitElement, html, nothing} from 'lit';
import {api, download} from '../../lib/api.js';
import {code, moneyText, month, time} from '../../lib/format.js';
import {facts, problem, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {verify} from './proof.js';

const FOUND = 'statements.found';
const TONES = {passed: 'good', failed: 'bad', unknown: 'open'};
/** An open month may get an entry between two answers: then all is asked for again. */
const TIMES_MOST = 3;

class StatementCheck extends LitElement {
  static properties = {page: {attribute: false}, month: {}, read: {state: true}, rows: {state: true}, failure: {state: true}};

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('month')) return;
    this.turn = undefined;
    Object.assign(this, {read: undefined, rows: undefined, failure: undefined});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.turn = undefined;
  }

  get of() {
    return {program_id: this.page.place.program.id};
  }

  check = async () => {
    const turn = this.turn = Symbol('check');
    Object.assign(this, {read: 0, rows: undefined, failure: undefined});
    try {
      const found = await this.found(turn);
      const rows = await verify(found);
      if (turn === this.turn) Object.assign(this, {rows, proof: found.proof});
    } catch (failure) {
      if (turn === this.turn) this.failure = failure;
    }
    if (turn === this.turn) this.read = undefined;
  };

  async found(turn) {
    const path = `/v1/statements/${this.month}`;
    const [{keys}, previous] = await Promise.all([
      api.get('/.well-known/jwks.json'),
      // Whatever keeps it back is a check that is not made, and no reason to make none.
      api.get(`/v1/statements/${monthBefore(this.month)}/proof`, this.of).catch(() => undefined),
    ]);
    for (let times = 1; ; times++) {
      const proof = await api.get(`${path}/proof`, this.of);
      if (!proof.final || !this.page.data.statement.final) await this.page.reload();
      if (this.page.failure) throw this.page.failure;
      const {statement} = this.page.data;
      const isOfOne = JSON.stringify(statement.closing) === JSON.stringify(proof.closing.balances);
      if (!proof.final && !isOfOne && times < TIMES_MOST) continue;
      // They may take long; what comes meanwhile stands behind the ones that were signed.
      return {statement, entries: await this.entries(`${path}/entries`, proof, turn), proof, previous, keys};
    }
  }

  async entries(path, proof, turn) {
    const rows = [];
    let cursor;
    do {
      const page = await api.get(path, {...this.of, limit: 100, cursor});
      rows.push(...page.data);
      cursor = page.next_cursor;
      if (turn === this.turn) this.read = rows.length;
      // More than were signed fail, however many more there are.
    } while (cursor && rows.length <= proof.entries.count && turn === this.turn);
    return rows;
  }

  save = async () => {
    try {
      await download(`/v1/statements/${this.month}/proof`, this.of, `statement-${this.month}-proof.json`);
    } catch (failure) {
      this.page.failed(failure);
    }
  };

  render() {
    const isBusy = this.read !== undefined;
    return html`<section class="card"><h2>${t('statements.check')}</h2>
      <p class="hint">${t('statements.check_about')}</p>
      <p class="buttons"><button type="button" class="main" ?disabled=${isBusy} @click=${this.check}>${t('statements.check_button')}</button>
        <button type="button" @click=${this.save}>${t('statements.check_save')}</button></p>
      <div role="status">${isBusy ? html`<p>${t('statements.checking', {count: this.read})}</p>` : this.rows ? this.outcome() : nothing}</div>
      ${this.failure ? problem(this.failure, this.check) : nothing}
      ${this.rows ? this.table() : nothing}</section>`;
  }

  outcome() {
    const failures = this.rows.filter(row => row.result === 'failed').length;
    const left = this.rows.filter(row => row.result === 'unknown').length;
    if (failures) {
      return html`<div class="problem"><p><strong>${t('statements.check_failed', {count: failures})}</strong></p>
        <p>${t('statements.check_then')} <a href="${this.page.place.root}/threads">${t('statements.check_ask')}</a></p></div>`;
    }
    return left ? html`<p><span class="state open">${t('statements.check_left', {count: left})}</span></p>`
        : html`<p><span class="state good">${t('statements.check_passed')}</span></p>`;
  }

  table() {
    const {signed_at: signed, key_id: key, content_hash: hash} = this.proof;
    return html`${table([
      {label: t('statements.check_what'), cell: row => row.of ? t('statements.check_cents', {balance: choice('statements.balance', row.of)})
          : choice('statements.check_of', row.check)},
      {label: t('statements.check_result'), cell: row => html`<span class="state ${TONES[row.result]}" data-check=${row.of ?? row.check}
          data-result=${row.result}>${choice('statements.result', row.result)}</span>`},
      {label: t('statements.check_found'), cell: row => html`<span class="found">${this.inWords(row)}</span>`},
    ], this.rows.filter(row => !row.isEmpty), {caption: t('statements.check')})}
    ${facts([
      [t('statements.check_signed'), time(signed, this.page.data.statement.time_zone)],
      [t('statements.check_key'), code(key)],
      [t('statements.check_hash'), code(hash)],
    ])}`;
  }

  inWords({found, values}) {
    const shown = Object.fromEntries(Object.entries(values).map(([place, value]) => [place, this.value(place, value)]));
    return t(`${FOUND}__${found}`, shown);
  }

  value(place, value) {
    if (place === 'month') return month(value);
    if (place === 'kind') return choice('statements.kind', value);
    return value?.amount === undefined ? value : moneyText(value);
  }
}
customElements.define('trb-statement-check', StatementCheck);

/** `2026-01` → `2025-12` */
function monthBefore(text) {
  const [year, number] = text.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
