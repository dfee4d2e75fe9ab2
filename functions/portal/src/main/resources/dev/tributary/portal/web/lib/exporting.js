// A file of exactly what a list's filters leave: it is made in the background, and its progress is shown.

import {LitElement, html, nothing} from 'lit';
import {api, download, newIntent} from './api.js';
import {openDialog, problem} from './ui.js';
import {load, t} from './words.js';

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 15_000;
const MOST_LOOKS = 120;

/** A button for a list page whose `source()` is [path, query]; nothing where the role may not. */
export function exportButton(page, kind) {
  if (!page.may('export') || !page.source()) return nothing;
  const begin = async () => {
    await load('exporting');
    const [, query] = page.source();
    const filter = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
    openDialog(t('exporting.title'), () => html`<trb-exporting .kind=${kind} .filter=${filter}></trb-exporting>`);
  };
  return html`<button type="button" @click=${begin}>CSV ↓</button>`;
}

class Exporting extends LitElement {
  static properties = {
    kind: {attribute: false}, filter: {attribute: false}, made: {state: true}, failure: {state: true},
  };

  constructor() {
    super();
    this.intent = newIntent();
    this.pause = FIRST_PAUSE;
    this.looks = 0;
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  begin = () => this.take(() => api.post('/v1/exports', {kind: this.kind, filter: this.filter}, this.intent));

  look = () => this.take(() => api.get(`/v1/exports/${this.made.id}`));

  async take(asking) {
    this.failure = undefined;
    try {
      this.made = await asking();
    } catch (failure) {
      if (failure.code === 'too_many_running') failure.words = t('exporting.too_many');
      this.failure = failure;
      return;
    }
    if (this.made.state !== 'running' || !this.isConnected || ++this.looks > MOST_LOOKS) return;
    this.timer = setTimeout(this.look, this.pause);
    this.pause = Math.min(this.pause * 1.3, LONGEST_PAUSE);
  }

  save(file) {
    const part = this.made.files.length > 1 ? `-${file.number}` : '';
    download(`/v1/exports/${this.made.id}/files/${file.number}`, {}, `${this.kind}${part}.csv`)
        .catch(failure => { this.failure = failure; });
  }

  render() {
    const {made} = this;
    return html`${this.failure ? problem(this.failure, made ? this.look : this.begin) : nothing}
      ${!made ? html`<progress aria-label=${t('exporting.title')}></progress>` : this.shown(made)}`;
  }

  shown(made) {
    if (made.state === 'failed') {
      return html`<div class="problem" role="alert"><p>${t(made.failure === 'too_many_rows' ? 'exporting.too_many_rows' : 'exporting.failed')}</p></div>`;
    }
    const rows = html`<p role="status">${t(made.state === 'done' ? 'exporting.done' : 'exporting.running', {count: made.progress.rows})}</p>`;
    if (made.state === 'running') {
      return html`${rows}<progress aria-label=${t('exporting.title')}></progress><p>${t('exporting.closing')}</p>
        ${this.looks > MOST_LOOKS ? html`<button type="button" @click=${this.look}>${t('exporting.look')}</button>` : nothing}`;
    }
    return html`${rows}<p class="buttons">${made.files.map(file => html`<button type="button" class="main"
      @click=${() => this.save(file)}>${t('exporting.save', {number: file.number})}</button>`)}</p>`;
  }
}
customElements.define('trb-exporting', Exporting);
