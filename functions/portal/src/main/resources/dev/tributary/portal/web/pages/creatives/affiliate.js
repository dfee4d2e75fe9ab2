// What an affiliate does with a creative: has it written for a link of its own, and copies that.

import {LitElement, html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {isBusy, once} from '../../lib/once.js';
import {openDialog, problem} from '../../lib/ui.js';
import {t} from '../../lib/words.js';

/** @param page of the creatives, whose data has the affiliate's `links` */
export function use(page, creative) {
  openDialog(t('creatives.use_named', {title: creative.title}), () => html`<trb-use-creative .creative=${creative} .links=${page.data.links}
    .program=${page.place.program} .may=${page.may('programs')}></trb-use-creative>`);
}

class UseCreative extends LitElement {
  static properties = {
    creative: {attribute: false}, links: {attribute: false}, program: {attribute: false}, may: {attribute: false},
    chosen: {state: true}, found: {state: true}, failure: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.fitting = this.links.filter(link => link.enabled && (!link.creative_id || link.creative_id === this.creative.id));
    const own = this.fitting.find(link => link.creative_id) ?? this.fitting[0];
    if (own) this.choose(own.id);
  }

  async choose(id) {
    this.chosen = id;
    this.found = this.failure = undefined;
    try {
      const found = await api.get(`/v1/creatives/${this.creative.id}`, {link_id: id});
      if (this.chosen === id) this.found = found;
    } catch (failure) {
      this.failure = failure;
    }
  }

  /** One of its own: then its clicks name the creative. */
  async make() {
    this.failure = undefined;
    try {
      const made = await once(this, 'make', intent => api.post('/v1/links', {
        program_id: this.program.id, creative_id: this.creative.id,
        destination: this.creative.landing_url ?? `https://${this.program.landing_domains[0]}/`,
      }, intent));
      if (!made) return;
      this.fitting = [...this.fitting, made];
      await this.choose(made.id);
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    const hasOwn = this.fitting.some(link => link.creative_id === this.creative.id);
    return html`
      ${this.fitting.length ? html`<div class="field"><label for="u-link">${t('creatives.link')}</label>
        <select id="u-link" @change=${event => this.choose(event.target.value)}>${this.fitting.map(link =>
          html`<option value=${link.id} ?selected=${link.id === this.chosen}>${link.code}</option>`)}</select></div>`
          : html`<p>${t('creatives.no_link')}</p>`}
      ${this.may && !hasOwn ? html`<p><button type="button" ?disabled=${isBusy(this, 'make')} @click=${this.make}>${t('creatives.make_link')}</button></p>
        <p class="hint">${t('creatives.make_link_why')}</p>` : nothing}
      ${this.failure ? problem(this.failure) : nothing}
      ${this.found ? html`<h3>${t('creatives.html')}</h3>
        <p><trb-copy .text=${this.found.snippet} label=${t('creatives.copy_html')}></trb-copy></p>
        <h3>${t('creatives.beside')}</h3>
        <p><trb-copy words .text=${this.found.disclosure} label=${t('creatives.copy_disclosure')}></trb-copy></p>
        <p class="hint">${t('creatives.disclosure_why')}</p>` : nothing}`;
  }
}
customElements.define('trb-use-creative', UseCreative);
