// Back-tests: a draft or a version over the conversions of a past period. What it would have cost, who gains, who loses.

import {LitElement, html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {day, money, number, time} from '../../lib/format.js';
import {affiliate, affiliateText} from '../../lib/names.js';
import {go, here, query} from '../../lib/place.js';
import {rangeOf} from '../../lib/range.js';
import {empty, figures, problem, skeleton, state, table} from '../../lib/ui.js';
import {language, t} from '../../lib/words.js';
import '../../lib/chart.js';

const EVERY_MILLIS = 2500;
const TIMES_MOST = 400;
const BARS_MOST = 12;
const signed = new Intl.NumberFormat(language, {style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero'});

class BackTest extends LitElement {
  static properties = {
    place: {attribute: false}, versions: {attribute: false}, draft: {attribute: false}, tests: {attribute: false},
    may: {attribute: false},
    test: {state: true}, rows: {state: true}, next: {state: true}, failure: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('tests')) return;
    const chosen = query().test ?? this.tests[0]?.id;
    if (chosen !== this.chosen) this.look(chosen);
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.chosen) this.look(this.chosen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.turn = undefined;
  }

  /** Looks at one until it is done, and then for its rows. */
  async look(id) {
    const turn = this.turn = Symbol(id);
    Object.assign(this, {chosen: id, test: undefined, rows: undefined, next: undefined, failure: undefined});
    if (!id) return;
    const path = `/v1/programs/${this.place.program.id}/back_tests/${id}`;
    try {
      for (let times = 0; times < TIMES_MOST && turn === this.turn; times++) {
        const test = await api.get(path);
        if (turn !== this.turn) return;
        this.test = test;
        if (test.state !== 'running') break;
        await new Promise(resolve => setTimeout(resolve, EVERY_MILLIS));
      }
      if (turn === this.turn && this.test?.state === 'done') await this.more();
    } catch (failure) {
      if (turn === this.turn) this.failure = failure;
    }
  }

  more = async () => {
    const {turn} = this;
    const page = await api.get(`/v1/programs/${this.place.program.id}/back_tests/${this.chosen}/rows`, {limit: 100, cursor: this.next});
    if (turn !== this.turn) return;
    this.rows = [...this.rows ?? [], ...page.data];
    this.next = page.next_cursor;
  };

  render() {
    return html`${this.may ? this.start() : nothing}${this.result()}${this.list()}`;
  }

  name(test) {
    return test.terms_version === null ? t('terms.draft') : t('terms.version_of', {version: test.terms_version});
  }

  start() {
    const all = [...this.draft ? [['draft', t('terms.draft')]] : [],
      ...[...this.versions].reverse().map(one => [String(one.version), t('terms.version_of', {version: one.version})])];
    if (!all.length) return empty(t('terms.none'), html`<a class="button" href=${here({view: 'draft'})}>${t('terms.write_first')}</a>`);
    const {from, to} = rangeOf(this.place);
    return html`<section class="card" aria-labelledby="test-start"><h2 id="test-start">${t('terms.test_start')}</h2>
      <p class="hint">${t('terms.test_why')}</p>
      <trb-form class="in-row" label=${t('terms.test_run')} .fields=${[
        {name: 'terms', label: t('terms.test_of'), type: 'select', options: all, value: all[0][0], required: true},
        {name: 'from', label: t('terms.first_day'), type: 'date', value: from, required: true},
        {name: 'to', label: t('terms.last_day'), type: 'date', value: to, required: true, hint: t('terms.zone_hint', {zone: this.place.program.time_zone})},
      ]} .send=${async ({terms, ...period}, intent) => {
        const test = await api.post(`/v1/programs/${this.place.program.id}/terms/${terms}/back-test`, period, intent);
        if (this.isConnected) go(here({test: test.id}));
      }}></trb-form></section>`;
  }

  result() {
    if (this.failure) return problem(this.failure, () => this.look(this.chosen));
    if (!this.chosen) return nothing;
    if (!this.test) return skeleton(3);
    const {test} = this;
    return html`<section aria-labelledby="test-result">
      <h2 id="test-result">${this.name(test)}: ${day(test.from)} – ${day(test.to)} ${state(test.state)}</h2>
      ${test.state === 'running' ? html`<p><label for="test-progress">${t('terms.test_progress', {count: test.progress.orders})}</label>
        <progress id="test-progress" max="100" value=${test.progress.percent}>${number(test.progress.percent)}</progress>
        ${test.progress.percent === 0 ? t('terms.test_begins') : nothing}</p>` : nothing}
      ${test.state === 'failed' ? html`<p class="problem">${t('terms.test_failed')}</p>` : nothing}
      ${figures([
        {label: t('terms.cost_now'), value: money(test.now)},
        {label: t('terms.cost_then'), value: money(test.then), before: this.change(test)},
        {label: t('terms.difference'), value: money(test.difference)},
        {label: t('terms.affiliates'), value: number(test.affiliates)},
        {label: t('terms.gain'), value: number(test.gain)},
        {label: t('terms.lose'), value: number(test.lose)},
      ])}
      ${this.rows ? this.affiliates() : nothing}</section>`;
  }

  change({now, difference}) {
    return Number(now.amount) ? html`<bdi>${signed.format(Number(difference.amount) / Number(now.amount))}</bdi>` : '–';
  }

  affiliates() {
    const most = [...this.rows].sort((one, other) => Math.abs(other.difference.amount) - Math.abs(one.difference.amount));
    const bars = most.slice(0, BARS_MOST);
    const step = value => value === null ? '–' : number(value);
    return html`${bars.length > 1 ? html`<trb-chart label=${t('terms.test_chart')} .labels=${bars.map(one => affiliateText(this.place, one.affiliate_id))}
        .series=${[{label: t('terms.cost_now'), values: bars.map(one => Number(one.now.amount)), bar: true},
          {label: t('terms.cost_then'), values: bars.map(one => Number(one.then.amount)), bar: true}]}></trb-chart>` : nothing}
      <h3>${t('terms.by_affiliate')}</h3>${table([
        {label: t('terms.affiliate'), cell: one => affiliate(this.place, one.affiliate_id)},
        {label: t('terms.conversions'), numeric: true, cell: one => number(one.conversions)},
        {label: t('terms.cost_now'), numeric: true, cell: one => money(one.now)},
        {label: t('terms.cost_then'), numeric: true, cell: one => money(one.then)},
        {label: t('terms.difference'), numeric: true, cell: one => money(one.difference)},
        {label: t('terms.tier_moves'), cell: one => one.tiers.filter(tier => tier.now !== tier.then).map(tier =>
          html`<div><bdi>${tier.rule}</bdi>: <bdi>${step(tier.now)} → ${step(tier.then)}</bdi></div>`)},
      ], most, {caption: t('terms.by_affiliate'), empty: t('terms.test_nobody'), more: this.next ? this.more : undefined})}`;
  }

  list() {
    if (!this.tests.length) return nothing;
    return html`<h2>${t('terms.tests')}</h2>${table([
      {label: t('terms.started'), cell: one => html`<a href=${here({test: one.id})} aria-current=${one.id === this.chosen ? 'true' : nothing}>${time(one.started_at, this.place.program.time_zone)}</a>`},
      {label: t('terms.test_of'), cell: one => this.name(one)},
      {label: t('terms.dates'), cell: one => html`${day(one.from)} – ${day(one.to)}`},
      {label: t('terms.state'), cell: one => state(one.id === this.test?.id ? this.test.state : one.state)},
      {label: t('terms.difference'), numeric: true, cell: one => money(one.id === this.test?.id ? this.test.difference : one.difference)},
    ], this.tests, {caption: t('terms.tests')})}`;
  }
}
customElements.define('trb-terms-test', BackTest);
