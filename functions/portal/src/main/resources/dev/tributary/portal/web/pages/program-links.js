// All links of a program's affiliates with what came through them, and its coupons.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask, first} from '../lib/ask.js';
import {code, day, name, number} from '../lib/format.js';
import {affiliate, affiliateOptions, affiliatesOf} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {go, here} from '../lib/place.js';
import {rangeOf} from '../lib/range.js';
import {chips, empty, openDialog, state, table} from '../lib/ui.js';
import {t} from '../lib/words.js';

const STEP = 500;

class ProgramLinks extends Page {
  static title = 'program-links.title';

  async load() {
    const {program, query} = this.place;
    if (!program) return {};
    const filter = {program_id: program.id, affiliate_id: query.affiliate_id};
    const isCoupons = query.view === 'coupons';
    // A filter is another list; "more" of the same one has been asked for.
    const what = JSON.stringify([filter, isCoupons]);
    if (this.what !== what) Object.assign(this, {what, most: STEP});
    const [list, affiliates, clicks] = await Promise.all([
      api.all(isCoupons ? '/v1/coupons' : '/v1/links', filter, this.most),
      affiliatesOf(this.place),
      isCoupons ? undefined : this.clicks(),
    ]);
    return {...list, affiliates, clicks, isCoupons};
  }

  async clicks() {
    const {program, query} = this.place;
    const {from, to} = rangeOf(this.place);
    const counts = await api.all('/v1/clicks', {program_id: program.id, affiliate_id: query.affiliate_id, group_by: 'link', from, to}, this.most);
    return new Map(counts.rows.map(row => [row.key, row]));
  }

  actions({isCoupons, affiliates}) {
    if (!this.place.program) return nothing;
    return html`${isCoupons ? nothing : html`<trb-range .place=${this.place}></trb-range>`}
      ${this.may('programs') && affiliates.size ? isCoupons
          ? html`<button type="button" class="main" @click=${() => this.give(affiliates)}>${t('program-links.give')}</button>`
          : html`<button type="button" class="main" @click=${() => this.make(affiliates)}>${t('program-links.make')}</button>` : nothing}`;
  }

  body(data) {
    const {program, query} = this.place;
    if (!program) return empty(t('program-links.no_program'));
    const {affiliates, isCoupons} = data;
    return html`
      ${chips(t('program-links.views'), 'view', query.view === 'coupons' ? 'coupons' : '', [['', t('program-links.links')], ['coupons', t('program-links.coupons')]])}
      <form class="filters" role="search" @submit=${this.search}>
        <label>${t('program-links.search')} <input type="search" name="q" dir="auto" .value=${query.q ?? ''}></label>
        <label>${t('program-links.affiliate')} <select @change=${event => go(here({affiliate_id: event.target.value}))}>
          <option value="">${t('program-links.all')}</option>
          ${affiliateOptions(affiliates).map(([id, text]) => html`<option value=${id} .selected=${id === query.affiliate_id}>${text}</option>`)}</select></label>
        <button>${t('program-links.find')}</button>
      </form>
      ${chips(t('program-links.state'), 'state', query.state, [['', t('program-links.all')], ['active', t('program-links.on')], ['disabled', t('program-links.off')]])}
      ${isCoupons ? this.coupons(data) : this.links(data)}`;
  }

  search(event) {
    event.preventDefault();
    go(here({q: new FormData(event.target).get('q').trim()}));
  }

  /** Of what is loaded, what the search and the state leave. */
  found(rows, affiliates, texts) {
    const {q, state: wanted} = this.place.query;
    const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter(row => (!wanted || row.enabled === (wanted === 'active')) && words.every(word =>
        [...texts(row), affiliates.get(row.affiliate_id)?.name ?? ''].some(text => text.toLowerCase().includes(word))));
  }

  none(rows, first) {
    return rows.length ? empty(t('program-links.none_found'), html`<a class="button" href=${here({q: '', state: ''})}>${t('program-links.show_all')}</a>`)
        : empty(first);
  }

  more(data) {
    return data.more ? () => {
      this.most += STEP;
      this.reload();
    } : undefined;
  }

  links(data) {
    const {rows, affiliates, clicks} = data;
    const shown = this.found(rows, affiliates, link => [link.code, link.id, link.destination]);
    return html`<p class="hint">${t('program-links.shown', {count: shown.length, of: rows.length})}</p>${table([
      {label: t('program-links.link'), cell: link => html`<trb-copy text="${location.origin}${link.path}"
        label="${t('program-links.copy_link')} ${link.code}"></trb-copy>`},
      {label: t('program-links.affiliate'), cell: link => affiliate(this.place, link.affiliate_id)},
      {label: t('program-links.channel'), cell: link => this.channel(affiliates, link)},
      {label: t('program-links.leads_to'), cell: link => code(link.destination)},
      {label: t('program-links.clicks'), numeric: true, cell: link =>
        html`<button type="button" class="quiet" aria-label="${t('program-links.clicks_of', {code: link.code})}: ${number(clicks.get(link.id)?.qualified ?? 0)}"
          @click=${() => this.days(link)}>${number(clicks.get(link.id)?.qualified ?? 0)}</button>`},
      {label: t('program-links.other_clicks'), numeric: true, cell: link =>
        number((clicks.get(link.id)?.total ?? 0) - (clicks.get(link.id)?.qualified ?? 0))},
      {label: t('program-links.state'), cell: link => state(link.enabled ? 'active' : 'disabled')},
      ...this.may('programs') ? [{label: t('common.actions'), cell: link => html`<button type="button" class="quiet"
        aria-label="${t('program-links.change')} ${link.code}" @click=${() => this.change(link)}>${t('program-links.change')}</button>`}] : [],
    ], shown, {caption: t('program-links.links'), empty: this.none(rows, t('program-links.no_links')), more: this.more(data)})}`;
  }

  /** The days behind a link's clicks. */
  days(link) {
    const {from, to} = rangeOf(this.place);
    const title = t('program-links.clicks_of', {code: link.code});
    first(this, () => api.all('/v1/clicks', {link_id: link.id, from, to}), ({rows}) => openDialog(title, () => table([
      {label: t('program-links.day'), cell: row => day(row.key)},
      {label: t('program-links.clicks'), numeric: true, cell: row => number(row.qualified)},
      {label: t('program-links.repeats'), numeric: true, cell: row => number(row.repeat)},
      {label: t('program-links.bots'), numeric: true, cell: row => number(row.bot + row.preview)},
      {label: t('program-links.not_qualified'), numeric: true, cell: row => number(row.not_qualified)},
    ], rows.filter(row => row.total).reverse(), {caption: title, empty: t('program-links.no_clicks', {from: day(from), to: day(to)})})));
  }

  coupons(data) {
    const {rows, affiliates} = data;
    const shown = this.found(rows, affiliates, coupon => [coupon.code]);
    return html`<p class="hint">${t('program-links.shown', {count: shown.length, of: rows.length})}</p>${table([
      {label: t('program-links.coupon'), cell: coupon => code(coupon.code)},
      {label: t('program-links.affiliate'), cell: coupon => affiliate(this.place, coupon.affiliate_id)},
      {label: t('program-links.channel'), cell: coupon => this.channel(affiliates, coupon)},
      {label: t('program-links.state'), cell: coupon => state(coupon.enabled ? 'active' : 'disabled')},
      ...this.may('programs') ? [{label: t('common.actions'), cell: coupon => this.couponButton(coupon)}] : [],
    ], shown, {caption: t('program-links.coupons'), empty: this.none(rows, t('program-links.no_coupons')), more: this.more(data)})}`;
  }

  channel(affiliates, {affiliate_id: owner, channel_id: id}) {
    const found = affiliates.get(owner)?.channels.find(one => one.id === id);
    return found ? name(found.name) : id ? code(id) : html`<span class="none">–</span>`;
  }

  /** The channels are those of the affiliate that is chosen. */
  chosen(affiliates, others) {
    let chosen = this.place.query.affiliate_id ?? '';
    const options = affiliateOptions(affiliates);
    return dialog => {
      dialog.onchange = event => {
        if (event.target.name !== 'affiliate_id') return;
        chosen = event.target.value;
        dialog.requestUpdate();
      };
      const channels = affiliates.get(chosen)?.channels ?? [];
      return [
        {name: 'affiliate_id', label: t('program-links.affiliate'), type: 'select', required: true, value: chosen, options: [['', t('program-links.choose')], ...options]},
        ...others,
        ...channels.length ? [{name: 'channel_id', label: t('program-links.channel'), type: 'select', options: [['', t('program-links.no_channel')], ...channels.map(one => [one.id, one.name])]}] : [],
      ];
    };
  }

  make(affiliates) {
    const {program} = this.place;
    ask(this, t('program-links.make'), {
      fields: this.chosen(affiliates, [
        {name: 'destination', label: t('program-links.leads_to'), type: 'url', required: true, max: 2048, value: `https://${program.landing_domains[0]}/`,
          hint: t('program-links.leads_to_hint', {domains: program.landing_domains.join(', ')})},
        {name: 'code', label: t('program-links.code'), dir: 'ltr', max: 64, hint: t('program-links.code_hint')},
      ]),
      label: t('program-links.make'), said: t('program-links.made'),
      send: (values, intent) => api.post('/v1/links', {program_id: program.id, ...values}, intent),
    });
  }

  change(link) {
    const path = `/v1/links/${link.id}`;
    first(this, () => api.read(path), ({value, tag}) => ask(this, t('program-links.change'), {
      fields: [
        {name: 'destination', label: t('program-links.leads_to'), type: 'url', required: true, max: 2048, value: value.destination},
        {name: 'enabled', label: t('program-links.enabled'), type: 'checkbox', value: value.enabled, hint: t('program-links.enabled_hint')},
      ],
      label: t('program-links.save'), said: t('program-links.changed'),
      send: values => api.patch(path, values, tag),
    }));
  }

  give(affiliates) {
    const {program} = this.place;
    ask(this, t('program-links.give'), {
      intro: t('program-links.give_why'),
      fields: this.chosen(affiliates, [
        {name: 'code', label: t('program-links.coupon'), dir: 'ltr', required: true, max: 64, hint: t('program-links.coupon_hint')},
      ]),
      label: t('program-links.give'), said: t('program-links.given'),
      send: (values, intent) => api.post('/v1/coupons', {program_id: program.id, ...values}, intent),
    });
  }

  couponButton(coupon) {
    const path = `/v1/coupons/${coupon.program_id}/${encodeURIComponent(coupon.code)}`;
    const turn = async enabled => {
      const {tag} = await api.read(path);
      return api.patch(path, {enabled}, tag);
    };
    if (!coupon.enabled) {
      return html`<button type="button" class="quiet" aria-label="${t('program-links.again')} ${coupon.code}"
        @click=${() => this.act(() => turn(true), t('program-links.turned_on')).catch(() => {})}>${t('program-links.again')}</button>`;
    }
    return html`<button type="button" class="quiet" aria-label="${t('program-links.end')} ${coupon.code}" @click=${() =>
      ask(this, t('program-links.end'), {intro: t('program-links.end_why', {code: coupon.code}), danger: true, label: t('program-links.end'),
        said: t('program-links.ended'), send: () => turn(false)})}>${t('program-links.end')}</button>`;
  }
}
customElements.define('trb-program-links', ProgramLinks);
