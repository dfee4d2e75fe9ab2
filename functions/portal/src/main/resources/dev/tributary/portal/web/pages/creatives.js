// Banners and texts: a merchant offers them, an affiliate pastes them with a link of its own.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {code, name, time} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {chips, empty, state, stateWord, table} from '../lib/ui.js';
import {choice, t} from '../lib/words.js';
import {use} from './creatives/affiliate.js';
import {change, imageHosts, make, retire} from './creatives/merchant.js';

const MOST_LINKS = 500;

class Creatives extends Page {
  static title = 'creatives.title';

  async load() {
    const {program, query, kind} = this.place;
    if (!program) return {};
    const isMerchant = kind === 'mer';
    const [creatives, hosts, links] = await Promise.all([
      api.get('/v1/creatives', {program_id: program.id, kind: query.kind, cursor: query.cursor, limit: 50, language: query.language,
        ...isMerchant && {state: query.state}}),
      isMerchant ? api.read(`/v1/programs/${program.id}/image_hosts`) : undefined,
      isMerchant ? undefined : api.all(`/v1/programs/${program.id}/links`, {}, MOST_LINKS),
    ]);
    return {creatives, hosts, links: links?.rows};
  }

  actions({creatives}) {
    if (!creatives || this.place.kind !== 'mer' || !this.may('programs')) return nothing;
    return html`<button type="button" class="main" @click=${() => make(this, 'banner')}>${t('creatives.make_banner')}</button>
      <button type="button" @click=${() => make(this, 'text')}>${t('creatives.make_text')}</button>`;
  }

  body({creatives, hosts}) {
    const isMerchant = this.place.kind === 'mer';
    if (!creatives) {
      return empty(t(isMerchant ? 'creatives.no_program' : 'creatives.not_in'),
          html`<a class="button" href="${this.place.root}/${isMerchant ? 'settings' : 'programs'}">${t('creatives.go_there')}</a>`);
    }
    const {query} = this.place;
    return html`
      ${chips(t('creatives.kind'), 'kind', query.kind, [['', t('creatives.any')],
        ...['banner', 'text'].map(value => [value, choice('creatives.kinds', value)])])}
      ${isMerchant ? chips(t('creatives.state'), 'state', query.state, [['', t('creatives.any')],
        ...['active', 'retired'].map(value => [value, stateWord(value)])]) : nothing}
      ${table([
        {label: t('creatives.name'), cell: row => html`${name(row.title)}<br>${code(row.id)}`},
        {label: t('creatives.kind'), cell: row => choice('creatives.kind', row.kind)},
        {label: t('creatives.image'), cell: row => this.image(row)},
        {label: t('creatives.landing'), cell: row => row.landing_url ? code(row.landing_url) : t('creatives.of_link')},
        {label: t('creatives.languages'), cell: row => row.languages.length ? this.languages(row.languages) : t('creatives.every')},
        ...isMerchant ? [
          {label: t('creatives.groups'), cell: row => row.groups.length ? name(row.groups.join(', ')) : t('creatives.everybody')},
          {label: t('creatives.state'), cell: row => state(row.state)},
        ] : [],
        {label: t('creatives.since'), cell: row => time(row.created_at, this.place.program.time_zone)},
        {label: t('common.actions'), cell: row => isMerchant ? this.doing(row)
            : html`<button type="button" class="quiet" @click=${() => use(this, row)} aria-label=${t('creatives.use_named', {title: row.title})}>${t('creatives.use')}</button>`},
      ], creatives.data, {caption: t('creatives.title'), empty: this.nothingYet(isMerchant)})}
      ${creatives.next_cursor ? html`<p><a class="button" href=${here({cursor: creatives.next_cursor})}>${t('common.more')}</a></p>` : nothing}
      ${hosts ? imageHosts(this, hosts) : nothing}`;
  }

  nothingYet(isMerchant) {
    const {kind, state: chosen} = this.place.query;
    if (kind || chosen) return empty(t('creatives.none_so'));
    return isMerchant ? empty(t('creatives.none'))
        : empty(t('creatives.none_offered'), html`<a class="button" href="${this.place.root}/links">${t('creatives.to_links')}</a>`);
  }

  /** Not shown but linked to: pages load nothing from other hosts. */
  image({image}) {
    if (!image) return '–';
    const size = html`<bdi class="money">${t('creatives.size', {width: image.width, height: image.height})}</bdi>`;
    return html`${image.url.startsWith('https://')
        ? html`<a href=${image.url} target="_blank" rel="noopener noreferrer nofollow">${size}</a>` : size}<br><small>${name(image.alt)}</small>`;
  }

  languages(codes) {
    const names = new Intl.DisplayNames(document.documentElement.lang, {type: 'language'});
    return codes.map(one => names.of(one)).join(', ');
  }

  doing(row) {
    if (!this.may('programs')) return '–';
    return html`<span class="actions">
      <button type="button" class="quiet" aria-label=${t('creatives.change_named', {title: row.title})}
        @click=${() => change(this, row.id)}>${t('creatives.change')}</button>
      <button type="button" class="quiet" @click=${() => retire(this, row)} aria-label=${t(row.state === 'retired'
          ? 'creatives.again_named' : 'creatives.retire_named', {title: row.title})}>${t(row.state === 'retired'
          ? 'creatives.again' : 'creatives.retire')}</button></span>`;
  }
}
customElements.define('trb-creatives', Creatives);
