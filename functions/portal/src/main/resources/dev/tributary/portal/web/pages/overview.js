// What came and what it earned, by day, beside the period before. Each figure leads to its rows.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {day, money, moneyText, number, percent, shortDay, time} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {nextPayout} from '../lib/next.js';
import {rangeOf} from '../lib/range.js';
import {to} from '../lib/rows.js';
import '../lib/chart.js';
import {empty, figures, table} from '../lib/ui.js';
import {t} from '../lib/words.js';

class Overview extends Page {
  static title = 'overview.title';

  async load() {
    const {program} = this.place;
    if (!program) return {};
    const {from, to: last} = rangeOf(this.place);
    const [overview, next, flow] = await Promise.all([
      api.get('/v1/overview', {program_id: program.id, from, to: last}),
      this.place.kind === 'aff' ? api.get('/v1/next_payouts', {program_id: program.id}) : undefined,
      // A notice beside the figures: they are shown without it, too.
      this.place.kind === 'mer' ? api.get(`/v1/programs/${program.id}/order_flow`).catch(() => undefined) : undefined,
    ]);
    const balances = this.place.kind === 'aff' ? await api.get('/v1/balances', {program_id: program.id}) : undefined;
    return {program, overview, next, balances, flow};
  }

  actions() {
    return html`<trb-range .place=${this.place}></trb-range>`;
  }

  body({program, overview, next, balances, flow}) {
    if (!overview) {
      return this.place.kind === 'mer' ? empty(t('overview.no_program'))
          : empty(t('overview.no_enrollment'), html`<a class="button" href="${this.place.root}/programs">${t('overview.to_programs')}</a>`);
    }
    const {totals, before} = overview;
    return html`
      ${flow?.state === 'silent' ? this.silence(flow, program) : nothing}
      ${balances ? this.balance(balances, next) : nothing}
      ${figures(this.figures(totals, before.figures))}
      <p>${t('overview.compared', {from: day(before.from), to: day(before.to)})}</p>
      ${totals.clicks.total || totals.conversions ? nothing : this.nothingCame()}
      <trb-chart label=${t('overview.chart', {from: day(overview.from), to: day(overview.to)})}
        .labels=${overview.data.map(row => shortDay(row.day))}
        .series=${[
          {label: t('overview.clicks'), values: overview.data.map(row => row.figures.clicks.qualified), bar: true},
          {label: t('overview.conversions'), values: overview.data.map(row => row.figures.conversions), axis: 'right'},
        ]}></trb-chart>
      ${this.days(overview)}`;
  }

  /** Shoppers click, and the shop tells of no order. */
  silence(flow, program) {
    return html`<div class="problem" role="alert"><p><strong>${t('overview.silent')}</strong></p>
      <p>${t('overview.silent_clicks', {clicks: number(flow.clicks_since_order), usual: number(flow.usual_most)})}
        ${t('overview.silent_since')} ${time(flow.silent_since, program.time_zone)}</p>
      <p>${t('overview.silent_next')}</p>
      <p><a class="button" href=${to(this.place, 'postbacks', {tab: 'calls'})}>${t('common.menu_postbacks')}</a></p></div>`;
  }

  figures(now, then) {
    const link = path => `${this.place.root}/${path}${location.search}`;
    const rate = one => one.clicks.qualified ? one.conversions / one.clicks.qualified : undefined;
    const counted = (label, of, href) => ({label, value: number(of(now)), before: number(of(then)), href});
    return [
      counted(t('overview.clicks'), one => one.clicks.qualified, link(this.place.kind === 'mer' ? 'links' : 'sources')),
      counted(t('overview.conversions'), one => one.conversions, link('conversions')),
      {label: t('overview.revenue'), value: money(now.base), before: money(then.base), href: link('conversions')},
      {label: t('overview.commission'), value: money(now.commission), before: money(then.commission), href: link('commissions')},
      {label: t('overview.rate'), value: rate(now) === undefined ? '–' : percent(rate(now)),
        before: rate(then) === undefined ? '–' : percent(rate(then))},
      {label: t('overview.per_click'), value: this.perClick(now), before: this.perClick(then)},
    ];
  }

  perClick(one) {
    return one.earnings_per_click === null ? '–'
        : html`<bdi>${moneyText({amount: one.earnings_per_click, currency: one.base.currency})}</bdi>`;
  }

  balance(balances, next) {
    const isThere = amount => Number(amount.amount) !== 0;
    const link = path => `${this.place.root}/${path}${location.search}`;
    return html`${balances.data.map(one => html`${figures([
      {label: t('overview.available'), value: money(one.available), href: link('statements')},
      {label: t('overview.pending'), value: money(one.pending), href: link('commissions')},
      ...isThere(one.held) ? [{label: t('overview.held'), value: money(one.held), href: link('commissions')}] : [],
      {label: t('overview.in_flight'), value: money(one.in_flight), href: link('statements')},
      ...isThere(one.receivable) ? [{label: t('overview.receivable'), value: money(one.receivable), href: link('statements')}] : [],
    ])}${this.maturing(one)}`)}${next.data.map(one => nextPayout(one, this.place.root))}`;
  }

  /** What is released when: a hold has a day. */
  maturing(one) {
    if (!one.pending_by_day.length) return nothing;
    return html`<details class="more"><summary>${t('overview.released_when')}</summary>${table([
      {label: t('overview.day'), cell: row => day(row.release_day)},
      {label: t('overview.pending'), numeric: true, cell: row => money(row.amount)},
    ], one.pending_by_day, {caption: t('overview.released_when')})}</details>`;
  }

  /** What it takes until figures come, and where each of it is done. */
  nothingCame() {
    const link = (path, text) => html`<a class="button" href=${to(this.place, path)}>${text}</a>`;
    return this.place.kind === 'aff' ? empty(t('overview.none_yours'), link('links', t('overview.to_links')))
        : empty(t('overview.none'), html`<p class="buttons">${link('terms', t('common.menu_terms'))}
          ${link('affiliates', t('common.menu_affiliates'))} ${link('postbacks', t('common.menu_postbacks'))}</p>`);
  }

  /** A day's figure leads to the rows of that day. */
  rows(path, on, some, shown) {
    return some ? html`<a href=${to(this.place, path, {from: on, to: on})}>${shown}</a>` : shown;
  }

  days(overview) {
    const rows = [...overview.data].reverse();
    return html`<h2>${t('overview.by_day')}</h2>${table([
      {label: t('overview.day'), cell: row => day(row.day)},
      {label: t('overview.clicks'), numeric: true, cell: row => number(row.figures.clicks.qualified)},
      {label: t('overview.other_clicks'), numeric: true, cell: row => number(row.figures.clicks.total - row.figures.clicks.qualified)},
      {label: t('overview.conversions'), numeric: true, cell: row => this.rows('conversions', row.day, row.figures.conversions, number(row.figures.conversions))},
      {label: t('overview.revenue'), numeric: true, cell: row => money(row.figures.base)},
      {label: t('overview.commission'), numeric: true, cell: row => this.rows('commissions', row.day, Number(row.figures.commission.amount), money(row.figures.commission))},
      {label: t('overview.per_click'), numeric: true, cell: row => this.perClick(row.figures)},
    ], rows, {caption: t('overview.by_day')})}`;
  }
}
customElements.define('trb-overview', Overview);
