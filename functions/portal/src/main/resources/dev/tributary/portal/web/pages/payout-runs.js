// A program's payout runs, what plans them, and what people gave or took beside the terms.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask, decimal} from '../lib/ask.js';
import {day, money, name, number, time} from '../lib/format.js';
import {actor, affiliate, affiliateText, learn, learnPeople} from '../lib/names.js';
import {isRunning, maker, period} from '../lib/payouts.js';
import {go, query} from '../lib/place.js';
import {ListPage, dropChip, to, walk} from '../lib/rows.js';
import {empty, facts, state, table} from '../lib/ui.js';
import {Watching} from '../lib/watch.js';
import {choice, load, t} from '../lib/words.js';

/** So many affiliates fit into a list to choose from; past that their id is typed. */
const MOST_CHOICES = 500;

class PayoutRuns extends Watching(ListPage) {
  static title = 'payout-runs.title';

  get zone() {
    return this.place.program?.time_zone;
  }

  source() {
    const {program} = this.place;
    return program ? ['/v1/payout_runs', {program_id: program.id}] : undefined;
  }

  async load() {
    const {program} = this.place;
    const [list, policy, adjustments] = await Promise.all([
      super.load(),
      program ? api.get(`/v1/programs/${program.id}/payout_policy`) : undefined,
      program ? walk('/v1/adjustments', {program_id: program.id, affiliate_id: query().affiliate_id}) : {rows: []},
      load('payouts'), learnPeople(this),
    ]);
    await learn(this.place, [query().affiliate_id, ...adjustments.rows.map(row => row.affiliate_id)]);
    return {...list, policy, adjustments};
  }

  isOpen({rows, adjustments}) {
    return rows.some(isRunning) || adjustments.rows.some(row => row.state === 'posting');
  }

  actions() {
    return this.place.program && this.may('payouts')
        ? html`<button type="button" class="main" @click=${this.plan}>${t('payout-runs.plan')}</button>` : nothing;
  }

  plan = () => ask(this, t('payout-runs.plan'), {
    intro: html`<p>${t('payout-runs.plan_why')}</p>`,
    label: t('payout-runs.plan_now'),
    send: async (values, intent) => {
      const run = await api.post('/v1/payout_runs', {program_id: this.place.program.id}, intent);
      if (this.isConnected) go(to(this.place, `payouts/${run.id}`));
      return {isShown: true};
    },
  });

  body(data) {
    if (!this.place.program) return empty(t('payout-runs.no_program'));
    return html`
      ${this.schedule(data.policy)}
      ${this.list([
        {label: t('payouts.created'), cell: run => html`<a href=${to(this.place, `payouts/${run.id}`)}>${time(run.created_at, this.zone)}</a>`},
        {label: t('payouts.state'), cell: run => html`${state(run.state)}${run.fault ? html` ${state('failed')}` : nothing}`},
        {label: t('payouts.period'), cell: run => period(run)},
        {label: t('payouts.maker'), cell: run => maker(this.place, run)},
        {label: t('payouts.payouts'), numeric: true, cell: run => number(run.totals.payouts)},
        {label: t('payouts.gross'), numeric: true, cell: run => money(run.totals.gross)},
        {label: t('payouts.fees'), numeric: true, cell: run => money(run.totals.fees)},
        {label: t('payouts.net'), numeric: true, cell: run => money(run.totals.net)},
        {label: t('payouts.approvals'), numeric: true, cell: run => number(run.approvals.length)},
      ], data, {caption: t('payout-runs.title'), none: t(this.may('payouts') ? 'payout-runs.none' : 'payout-runs.none_yet')})}
      ${this.adjustments(data.adjustments)}`;
  }

  schedule(policy) {
    return html`${facts([
      [t('payout-runs.schedule'), choice('payout-runs.schedule', policy.schedule)],
      [t('payout-runs.next'), policy.next_period_end ? day(policy.next_period_end) : undefined],
      [t('payout-runs.auto_below'), policy.auto_approve_below ? money(policy.auto_approve_below) : undefined],
      [t('payout-runs.second_above'), policy.second_approval_above ? money(policy.second_approval_above) : undefined],
      [t('payouts.zone'), this.zone],
    ])}
    ${this.may('payout_settings') ? html`<p><a href=${to(this.place, 'payout-settings')}>${t('payout-runs.change_schedule')}</a></p>` : nothing}`;
  }

  adjustments({rows, cursor}) {
    const only = query().affiliate_id;
    return html`<header class="head"><h2>${t('payout-runs.adjustments')}</h2>
      ${this.may('adjust') ? html`<button type="button" @click=${this.adjust}>${t('payout-runs.adjust')}</button>` : nothing}</header>
      ${only ? html`<div class="filters">${dropChip(['affiliate_id'],
          t('payouts.only_affiliate', {affiliate: affiliateText(this.place, only)}))}</div>` : nothing}
      ${table([
        {label: t('payouts.affiliate'), cell: row => affiliate(this.place, row.affiliate_id)},
        {label: t('payouts.amount'), numeric: true, cell: row => money(row.amount)},
        {label: t('payouts.reason'), cell: row => name(row.reason)},
        {label: t('payouts.author'), cell: row => row.author ? actor(this.place, row.author) : '–'},
        {label: t('payouts.decided'), cell: row => time(row.decided_at, this.zone)},
        {label: t('payouts.order'), cell: row => row.order_id
            ? html`<a href=${to(this.place, 'commissions', {order_id: row.order_id})}>${name(row.order_id)}</a>` : '–'},
        {label: t('payouts.state'), cell: row => html`${state(row.state)}${row.refusal
            ? html` ${choice('payout-runs.refusal', row.refusal)}` : nothing}`},
      ], rows, {caption: t('payout-runs.adjustments'), empty: t('payout-runs.adjustments_none'), more: cursor ? this.moreAdjustments : undefined})}`;
  }

  moreAdjustments = async () => {
    const {turn, data: {adjustments}} = this;
    try {
      const more = await walk('/v1/adjustments',
          {program_id: this.place.program.id, affiliate_id: query().affiliate_id}, {before: adjustments});
      await learn(this.place, more.rows.map(row => row.affiliate_id));
      if (turn === this.turn) this.data = {...this.data, adjustments: more};
    } catch (failure) {
      this.failed(failure);
    }
  };

  adjust = async () => {
    const {place, place: {program}} = this;
    const {rows, more} = await api.all('/v1/enrollments', {program_id: program.id}, MOST_CHOICES).catch(() => ({rows: [], more: true}));
    await learn(this.place, rows.map(row => row.affiliate_id));
    if (place !== this.place || !this.isConnected) return;
    const choices = rows.map(row => [row.affiliate_id, affiliateText(this.place, row.affiliate_id)]);
    ask(this, t('payout-runs.adjust'), {
      intro: html`<p>${t('payout-runs.adjust_why', {currency: program.currency})}</p>`,
      fields: [
        {name: 'affiliate_id', label: t('payouts.affiliate'), required: true, value: query().affiliate_id,
          ...more ? {dir: 'ltr', hint: t('payout-runs.affiliate_hint')} : {type: 'select', options: [['', ''], ...choices]}},
        {name: 'amount', of: 'amount.amount', label: t('payouts.amount'), required: true, dir: 'ltr', hint: t('payout-runs.amount_hint')},
        {name: 'reason', label: t('payouts.reason'), type: 'textarea', rows: 3, max: 500, required: true, hint: t('payout-runs.reason_hint')},
        {name: 'commission_id', label: t('payout-runs.commission'), dir: 'ltr', hint: t('payout-runs.commission_hint')},
        {name: 'order_id', label: t('payouts.order'), dir: 'ltr', max: 128},
      ],
      label: t('payout-runs.adjust_now'),
      send: ({amount, ...values}, intent) => api.post('/v1/adjustments', {
        ...values, program_id: program.id, amount: {amount: decimal(amount), currency: program.currency},
      }, intent),
      said: t('payout-runs.adjusted'),
    });
  };
}
customElements.define('trb-payout-runs', PayoutRuns);
