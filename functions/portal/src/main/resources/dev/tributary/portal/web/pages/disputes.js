// Claims about commissions: an affiliate's own, or those of a merchant's program; the one that the address names
// stands above the list.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {money, name, time} from '../lib/format.js';
import {affiliate, learn, learnPeople} from '../lib/names.js';
import {query} from '../lib/place.js';
import {ListPage, to} from '../lib/rows.js';
import {chips, empty, problem, state, stateWord} from '../lib/ui.js';
import {Watching} from '../lib/watch.js';
import {choice, load, t} from '../lib/words.js';
import {KINDS, open} from './disputes/open.js';
import {one, orderOf, previewOf} from './disputes/one.js';

const STATES = ['open', 'escalated', 'accepted', 'rejected', 'withdrawn'];

class Disputes extends Watching(ListPage) {
  static title = 'disputes.title';

  get zone() {
    return this.place.program?.time_zone ?? 'UTC';
  }

  source() {
    const {program} = this.place;
    const {state: wanted, kind, affiliate_id: affiliateId} = query();
    return program ? ['/v1/disputes', {program_id: program.id, state: wanted, kind, affiliate_id: affiliateId}] : undefined;
  }

  async load() {
    const [list, named] = await Promise.all([super.load(), this.named(), load('orders'), learnPeople(this)]);
    return {...list, named};
  }

  async beside(rows) {
    await learn(this.place, rows.map(row => row.affiliate_id));
    return {};
  }

  async named() {
    const id = query().dispute;
    if (!id) return undefined;
    try {
      const dispute = await api.get(`/v1/disputes/${encodeURIComponent(id)}`);
      const isRuled = this.place.kind === 'mer' && ['open', 'escalated'].includes(dispute.state);
      const [order, preview] = await Promise.all([
        ...isRuled ? [orderOf(dispute), previewOf(dispute)] : [undefined, undefined], learn(this.place, [dispute.affiliate_id]),
      ]);
      return {dispute, order, preview};
    } catch (failure) {
      if (failure.status !== 404 && failure.status !== 400) throw failure;
      return {failure};
    }
  }

  isOpen({rows, named}) {
    return rows.some(row => row.ruling?.posting === 'posting') || named?.dispute?.ruling?.posting === 'posting';
  }

  updated(changed) {
    super.updated?.(changed);
    const {open: kind, order_id: order, event, commission_id: commission} = query();
    if (!changed.has('data') || !this.data || !KINDS.includes(kind) || !this.mayOpen()) return;
    // Asked for by a link of another page, once: what stays in the address opens no second one.
    const rest = new URLSearchParams(location.search);
    ['open', 'order_id', 'event', 'commission_id'].forEach(one => rest.delete(one));
    history.replaceState(null, '', `${location.pathname}?${rest}`);
    open(this, kind, {order, event, commission});
  }

  mayOpen() {
    return this.place.kind === 'aff' && this.place.program && this.may('programs');
  }

  actions() {
    if (!this.mayOpen()) return nothing;
    return KINDS.map(kind => html`<button type="button" @click=${() => open(this, kind)}>${choice('disputes.open', kind)}</button>`);
  }

  body(data) {
    const merchant = this.place.kind === 'mer';
    if (!this.place.program) return empty(t(merchant ? 'disputes.no_program' : 'disputes.no_enrollment'));
    const {state: wanted, kind} = query();
    return html`
      ${data.named?.failure ? problem(data.named.failure) : data.named ? one(this, data.named) : nothing}
      <div class="filters">
        ${chips(t('orders.state'), 'state', wanted, [['', t('orders.all')], ...STATES.map(value => [value, stateWord(value)])])}
        ${chips(t('disputes.kind'), 'kind', kind, [['', t('disputes.kind_all')], ...KINDS.map(value => [value, choice('disputes.kind', value)])])}
      </div>
      ${this.list([
        {label: t('disputes.opened'), cell: row => html`<a href=${to(this.place, 'disputes',
            {state: wanted, kind, dispute: row.id})}>${time(row.opened_at, this.zone)}</a>`},
        {label: t('disputes.kind'), cell: row => choice('disputes.kind', row.kind)},
        {label: t('orders.order'), cell: row => row.order_id ? name(row.order_id) : t('disputes.by_click')},
        ...merchant ? [{label: t('orders.affiliate'), cell: row => affiliate(this.place, row.affiliate_id)}] : [],
        {label: t('orders.state'), cell: row => html`${state(row.state)}${row.ruling?.posting
            && row.ruling.posting !== 'posted' ? html` ${state(row.ruling.posting)}` : nothing}`},
        {label: t('disputes.claimed'), numeric: true, cell: row => money(row.claimed)},
        {label: t('disputes.given'), numeric: true, cell: row => money(row.ruling?.amount)},
        {label: t('disputes.due'), cell: row => this.due(row)},
      ], data, {caption: t('disputes.title'), none: this.none(wanted || kind)})}`;
  }

  due(row) {
    if (row.state === 'open') return html`${t('disputes.escalates')} ${time(row.escalates_at, this.zone)}`;
    if (row.state === 'escalated') return html`${t('disputes.by_time')} ${time(row.accepted_by_time_at, this.zone)}`;
    return time(row.ruling?.ruled_at ?? row.withdrawn_at, this.zone);
  }

  none(isFiltered) {
    if (isFiltered) return t('disputes.none_of_filter');
    return t(this.place.kind === 'mer' ? 'disputes.none' : 'disputes.none_yet');
  }
}
customElements.define('trb-disputes', Disputes);
