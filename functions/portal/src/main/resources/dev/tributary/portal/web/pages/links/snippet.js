// What to paste into a page: a creative as the API writes it, or words of one's own around the link. Both say
// rel="sponsored", and a line that it is advertising stands beside them.

import {LitElement, html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {problem} from '../../lib/ui.js';
import {t} from '../../lib/words.js';

const ESCAPES = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

function escaped(text) {
  return text.replace(/[&<>"']/g, sign => ESCAPES[sign]);
}

/** .link .address of it as it was built .creatives offered */
class Snippet extends LitElement {
  static properties = {
    link: {attribute: false}, address: {}, creatives: {attribute: false}, chosen: {state: true}, text: {state: true},
    found: {state: true}, failure: {state: true},
  };

  constructor() {
    super();
    this.chosen = '';
    this.text = '';
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.link.creative_id && this.creatives.some(one => one.id === this.link.creative_id)) this.choose(this.link.creative_id);
  }

  async choose(id) {
    this.chosen = id;
    this.found = this.failure = undefined;
    if (!id) return;
    try {
      const found = await api.get(`/v1/creatives/${id}`, {link_id: this.link.id});
      if (this.chosen === id) this.found = found;
    } catch (failure) {
      this.failure = failure;
    }
  }

  own() {
    const text = this.text.trim() || new URL(this.link.destination).hostname;
    return {snippet: `<a href="${escaped(this.address)}" rel="sponsored">${escaped(text)}</a>`, disclosure: t('links.disclosure')};
  }

  render() {
    const shown = this.chosen ? this.found : this.own();
    const fitting = this.creatives.filter(one => !this.link.creative_id || one.id === this.link.creative_id);
    return html`
      ${fitting.length ? html`<div class="field"><label for="s-creative">${t('links.creative')}</label>
        <select id="s-creative" @change=${event => this.choose(event.target.value)}>
          <option value="">${t('links.own_words')}</option>
          ${fitting.map(one => html`<option value=${one.id} ?selected=${one.id === this.chosen}>${one.title}</option>`)}</select></div>` : nothing}
      ${this.chosen ? nothing : html`<div class="field"><label for="s-text">${t('links.words_of_link')}</label>
        <input id="s-text" dir="auto" maxlength="200" .value=${this.text} @input=${event => { this.text = event.target.value; }}></div>`}
      ${this.failure ? problem(this.failure, () => this.choose(this.chosen)) : nothing}
      ${shown ? html`<h3>${t('links.html')}</h3><p><trb-copy .text=${shown.snippet} label=${t('links.copy_html')}></trb-copy></p>
        <h3>${t('links.beside')}</h3>
        <p><trb-copy words .text=${shown.disclosure} label=${t('links.copy_disclosure')}></trb-copy></p>
        <p class="hint">${t('links.disclosure_why')}</p>` : nothing}`;
  }
}
customElements.define('trb-link-snippet', Snippet);
