// What was earned, each with its explanation: a merchant's commissions, an affiliate's earnings.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {exportButton} from '../lib/exporting.js';
import {day, money} from '../lib/format.js';
import {affiliate, affiliateText, learn} from '../lib/names.js';
import {spanOf} from '../lib/instants.js';
import {commissionColumns} from '../lib/orders.js';
import {query} from '../lib/place.js';
import {rangeOf} from '../lib/range.js';
import {ListPage, dropChip, lookup} from '../lib/rows.js';
import {chips, empty, figures, stateWord} from '../lib/ui.js';
import {choice, language, load, t} from '../lib/words.js';

const STATES = ['pending', 'under_review', 'released', 'reversed'];
const KINDS = ['conversion', 'clicks'];

class Commissions extends ListPage {
  static title = 'commissions.title';

  source() {
    const {program} = this.place;
    if (!program) return undefined;
    const {order_id: order, affiliate_id: affiliateId, state, kind} = query();
    const span = order ? {} : spanOf(this.place);
    return ['/v1/commissions', {program_id: program.id, affiliate_id: affiliateId, order_id: order, state, kind, ...span}];
  }

  async load() {
    const [list, totals] = await Promise.all([super.load(), this.totals(), load('orders')]);
    return {...list, totals};
  }

  async beside(rows) {
    await learn(this.place, [query().affiliate_id, ...rows.map(row => row.affiliate_id)]);
    return {};
  }

  /** Where the rows are all of a span; there are programs with too many for that. */
  async totals() {
    const {program} = this.place;
    const {order_id: order, affiliate_id: affiliateId, state, kind} = query();
    if (!program || order || state || kind) return undefined;
    const {from, to} = rangeOf(this.place);
    return api.get('/v1/overview', {program_id: program.id, affiliate_id: affiliateId, from, to}).catch(failure => {
      if (failure.status >= 500 || failure.status === 0) throw failure;
      return undefined;
    });
  }

  actions() {
    return html`${exportButton(this, 'commissions')}${query().order_id ? nothing : html`<trb-range .place=${this.place}></trb-range>`}`;
  }

  body(data) {
    if (!this.place.program) return empty(t(this.place.kind === 'mer' ? 'commissions.no_program' : 'commissions.no_enrollment'));
    const who = this.place.kind === 'mer' ? id => affiliate(this.place, id) : undefined;
    return html`
      ${data.totals ? this.figures(data.totals) : nothing}
      ${this.filters()}
      ${this.list([
        ...commissionColumns(this.place, who),
        {label: t('commissions.explanation'), cell: row => html`<p class="sentence" lang=${language}>${row.explanation.sentence}</p>`},
      ], data, {caption: this.heading(), none: this.none()})}`;
  }

  figures({totals, before}) {
    const then = before.figures;
    return html`${figures([
      {label: t('commissions.of_conversions'), value: money(totals.commission), before: money(then.commission)},
      {label: t('commissions.of_clicks'), value: money(totals.click_commission), before: money(then.click_commission)},
      {label: t('commissions.revenue'), value: money(totals.base), before: money(then.base)},
    ])}<p>${t('commissions.compared', {from: day(before.from), to: day(before.to)})}</p>`;
  }

  filters() {
    const {state, kind, order_id: order, affiliate_id: affiliateId} = query();
    return html`<div class="filters">
      ${chips(t('orders.state'), 'state', state, [['', t('orders.all')], ...STATES.map(one => [one, stateWord(one)])])}
      ${order ? nothing : chips(t('commissions.kind_label'), 'kind', kind,
          [['', t('commissions.kind_all')], ...KINDS.map(one => [one, choice('commissions.kind', one)])])}
      ${order ? dropChip(['order_id'], t('orders.only_order', {order})) : nothing}
      ${affiliateId ? dropChip(['affiliate_id'], t('orders.only_affiliate', {affiliate: affiliateText(this.place, affiliateId)})) : nothing}
      ${lookup(t('orders.order'), 'order_id', order, t('orders.find'))}</div>`;
  }

  none() {
    const {state, kind, order_id: order} = query();
    if (order) return t('commissions.none_of_order');
    if (state || kind) return t('commissions.none_of_filter');
    return t(this.place.kind === 'mer' ? 'commissions.none' : 'commissions.none_yet');
  }
}
customElements.define('trb-commissions', Commissions);
