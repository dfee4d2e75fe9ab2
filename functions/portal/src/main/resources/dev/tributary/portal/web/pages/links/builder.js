// The address of a link with what an affiliate adds to it: another page of the shop, and marks of its own. It
// changes nothing on the platform; its result is copied.

import {LitElement, html, nothing} from 'lit';
import {t} from '../../lib/words.js';
import '../../lib/ui.js';
import './code.js';

const MARKS = ['sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'source'];

/** Where people follow a link. */
export function address(link) {
  return location.origin + link.path;
}

/** Why a page cannot be linked to, as the redirect sees it; nothing where it can. */
function landingFault(text, domains) {
  if (!text) return undefined;
  let url;
  try {
    url = new URL(text);
  } catch {
    return t('links.landing_malformed');
  }
  if (url.protocol !== 'https:' || url.username || url.password || url.port) return t('links.landing_malformed');
  return domains.includes(url.hostname) ? undefined : t('links.landing_other', {domains: domains.join(', ')});
}

/** .link .domains allowed; tells `trb-built` with the address */
class Builder extends LitElement {
  static properties = {link: {attribute: false}, domains: {attribute: false}, landing: {state: true}, marks: {state: true}};

  constructor() {
    super();
    this.landing = '';
    this.marks = {};
  }

  createRenderRoot() {
    return this;
  }

  built() {
    const url = new URL(address(this.link));
    MARKS.filter(mark => this.marks[mark]).forEach(mark => url.searchParams.set(mark, this.marks[mark]));
    if (this.landing && !landingFault(this.landing, this.domains)) url.searchParams.set('url', this.landing);
    return url.href.replaceAll('+', '%20');
  }

  updated() {
    const built = this.built();
    if (built !== this.told) this.dispatchEvent(new CustomEvent('trb-built', {detail: this.told = built, bubbles: true}));
  }

  render() {
    const fault = landingFault(this.landing, this.domains);
    return html`<div class="field"><label for="b-url">${t('links.landing')} <small>${t('common.optional')}</small></label>
        <input id="b-url" type="url" dir="ltr" maxlength="2048" .value=${this.landing} aria-invalid=${fault ? 'true' : 'false'}
          aria-describedby="b-url-hint" @input=${event => { this.landing = event.target.value.trim(); }}>
        <p class=${fault ? 'error' : 'hint'} id="b-url-hint">${fault ?? t('links.landing_hint', {domains: this.domains.join(', ')})}</p></div>
      <div class="side">${MARKS.map(mark => html`<div class="field"><label for="b-${mark}">${mark === 'source' ? t('links.source')
          : t('links.mark', {number: Number(mark.slice(3))})}</label>
        <input id="b-${mark}" dir="auto" maxlength="100" .value=${this.marks[mark] ?? ''}
          @input=${event => { this.marks = {...this.marks, [mark]: event.target.value}; }}></div>`)}</div>
      ${fault ? nothing : html`<p role="status"><trb-copy .text=${this.built()} label=${t('links.copy_address')}></trb-copy></p>`}`;
  }
}
customElements.define('trb-link-builder', Builder);
