// One conversation: its messages, the oldest first, and what one may do with it.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask} from '../lib/ask.js';
import {code, name, number, time} from '../lib/format.js';
import {affiliate, affiliateText, learn} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {empty, facts, state, stateWord} from '../lib/ui.js';
import {written} from '../lib/written.js';
import {t} from '../lib/words.js';
import {ownId, ownerField, ownerName, ownersOf} from './threads/owners.js';

const SHOWN = 100;

class Thread extends Page {
  static title = 'thread.title';

  get isMerchant() {
    return this.place.kind === 'mer';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.seen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.seen);
  }

  /** Whoever comes back to it sees what was said meanwhile. */
  seen = () => {
    if (!document.hidden && this.data) this.reload();
  };

  /** The last messages; that they are read is told once they are here. */
  async load() {
    const path = `/v1/threads/${this.place.params.thread}`;
    const thread = await api.get(path);
    const first = Math.min(this.data?.first ?? Infinity, Math.max(0, thread.messages - SHOWN));
    const [messages, owners] = await Promise.all([
      api.all(`${path}/messages`, {after: first}, thread.messages),
      ownersOf(this),
      this.isMerchant && thread.affiliate_id ? learn(this.place, [thread.affiliate_id]) : undefined,
    ]);
    const last = messages.rows.at(-1)?.number;
    if (thread.unread && last && this.may('programs')) await api.post(`${path}/read`, {up_to: last});
    return {thread, first, messages: messages.rows, owners};
  }

  heading() {
    return this.data?.thread ? name(this.data.thread.subject) : t('thread.title');
  }

  actions({thread}) {
    return html`<a class="button" href="${this.place.root}/threads">${t('thread.all')}</a>
      ${this.may('programs') ? thread.state === 'solved'
        ? html`<button type="button" @click=${() => this.post('reopen', t('thread.reopened'))}>${t('thread.reopen')}</button>`
        : html`<button type="button" @click=${() => this.post('close', t('thread.closed'))}>${t('thread.close')}</button>` : nothing}`;
  }

  post(what, done) {
    this.act(() => api.post(`/v1/threads/${this.data.thread.id}/${what}`), done).catch(() => {});
  }

  body({thread, first, messages, owners}) {
    const program = this.place.programs.find(one => one.id === thread.program_id);
    const zone = program?.time_zone;
    return html`
      ${facts([
        [t('thread.state'), html`${state(thread.state)} ${this.whoseTurn(thread)}`],
        this.isMerchant ? [t('thread.with'), thread.affiliate_id ? affiliate(this.place, thread.affiliate_id) : t('thread.among_us')]
            : [t('thread.program'), name(program?.name ?? thread.program_id)],
        thread.about ? [t('thread.about'), this.about(thread.about)] : ['', undefined],
        this.isMerchant ? [t('thread.owner'), html`${thread.owner ? ownerName(owners, thread.owner) : t('thread.nobody')} ${this.ownerButtons(thread)}`] : ['', undefined],
        [t('thread.opened'), time(thread.opened_at, zone)],
      ])}
      ${first ? html`<p>${t('thread.earlier', {count: first})}
        <button type="button" @click=${this.earlier}>${t('thread.show_earlier')}</button></p>` : nothing}
      <ol class="talk" aria-label=${t('thread.messages')}>${messages.map(one => this.message(one, thread, zone))}</ol>
      ${zone ? html`<p><small>${t('thread.zone')} <bdi>${zone}</bdi></small></p>` : nothing}
      ${this.may('programs') ? html`<section class="card"><h2>${t('thread.reply')}</h2>
        <trb-form .fields=${this.replyFields(thread)} label=${t('thread.send')} .send=${this.reply}></trb-form></section>`
          : empty(t('thread.read_only'))}`;
  }

  /** Whose turn the state says it is. */
  whoseTurn({state: now, affiliate_id: affiliate}) {
    if (now === 'solved' || !affiliate) return nothing;
    return (now === 'open') === this.isMerchant ? t('thread.your_turn') : t('thread.their_turn');
  }

  about({order_id: order, commission_id: commission, dispute_id: dispute, run_id: run, payout_id: payout}) {
    const {root} = this.place;
    if (dispute) return html`<a href="${root}/disputes?dispute=${dispute}">${t('thread.dispute')}</a> ${code(dispute)}`;
    if (payout) return html`${t('thread.payout')} ${this.isMerchant ? html`<a href="${root}/payouts/${run}">${code(payout)}</a>` : code(payout)}`;
    return html`${t('thread.order')} <a href="${root}/conversions?${new URLSearchParams({order_id: order})}">${code(order)}</a>
      ${commission ? html`<br>${t('thread.commission')} <a href="${root}/commissions/${commission}?${new URLSearchParams({order_id: order})}">${code(commission)}</a>` : nothing}`;
  }

  ownerButtons(thread) {
    if (!this.may('programs')) return nothing;
    const own = ownId(this.place);
    return html`${!own || thread.owner === own ? nothing : html`<button type="button" class="quiet"
        @click=${() => this.act(() => api.patch(`/v1/threads/${thread.id}`, {owner: own}), t('thread.saved')).catch(() => {})}>${t('thread.take')}</button>`}
      <button type="button" class="quiet" @click=${() => this.change(thread)}>${t('thread.change')}</button>`;
  }

  /** Who takes care, and whose turn it is, without a word to the other side. */
  change(thread) {
    ask(this, t('thread.change'), {
      fields: [
        ownerField(this.data.owners, thread.owner,
          {label: t('thread.owner'), nobody: t('thread.nobody')}),
        {name: 'state', label: t('thread.state'), type: 'select', required: true, value: thread.state, options: this.states()},
      ],
      label: t('thread.save'),
      said: t('thread.saved'),
      // Who has it already is not said again: it may be a name of old, or nobody's any more.
      send: values => api.patch(`/v1/threads/${thread.id}`,
          {...(values.owner ?? null) !== thread.owner && {owner: values.owner ?? null}, state: values.state}),
    });
  }

  states() {
    return ['open', 'waiting', 'solved'].map(one => [one, stateWord(one)]);
  }

  message(one, thread, zone) {
    const isOwn = (one.from === 'merchant') === this.isMerchant;
    return html`<li class=${isOwn ? 'own' : ''}><p class="by"><strong>${this.speaker(one, thread, isOwn)}</strong>
      ${time(one.sent_at, zone)} <small>${number(one.number)}</small></p>${written(one.text)}</li>`;
  }

  speaker(one, thread, isOwn) {
    const side = isOwn ? t('thread.your_side') : this.isMerchant ? name(affiliateText(this.place, thread.affiliate_id)) : t('thread.merchant');
    return one.name ? html`${name(one.name)}, ${side}` : side;
  }

  replyFields(thread) {
    return [
      {name: 'text', label: t('thread.text'), type: 'textarea', rows: 5, required: true, max: 10000},
      ...this.isMerchant ? [{name: 'state', label: t('thread.then'), type: 'select', required: true,
        value: thread.affiliate_id ? 'waiting' : thread.state === 'solved' ? 'open' : thread.state, options: this.states()}] : [],
    ];
  }

  reply = async (values, intent) => {
    await api.post(`/v1/threads/${this.data.thread.id}/messages`, values, intent);
    this.querySelector('trb-form textarea').value = '';
    this.said = t('thread.sent');
    await this.reload();
  };

  earlier = async event => {
    event.target.disabled = true;
    this.data = {...this.data, first: Math.max(0, this.data.first - SHOWN)};
    await this.reload();
    event.target.disabled = false;
  };
}
customElements.define('trb-thread', Thread);
