// What every page is made of: it loads what it shows, and says what goes wrong. A page extends this and has
//   static title = 'area.key';           its heading, and the window's title
//   async load() { return data; }        asks the API; may be called again
//   body(data) { return html`...`; }     shows it
// `this.place` is {tenant, kind, member, programs, program, params, query}: see app.js.

import {LitElement, html, nothing} from 'lit';
import {problem, skeleton} from './ui.js';
import {t} from './words.js';

export class Page extends LitElement {
  static properties = {
    place: {attribute: false},
    data: {state: true},
    failure: {state: true},
    said: {state: true},
  };

  constructor() {
    super();
    this.data = undefined;
    this.failure = undefined;
    this.said = '';
    this.turn = 0;
    this.addController({hostUpdated: () => this.dispatchEvent(new CustomEvent('trb-shown', {bubbles: true}))});
  }

  // In the document itself: one style sheet, and no walls for labels, searches in the page and tools that read it.
  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('place')) return;
    // What was said there is not about here.
    if (this.address !== location.href) this.said = '';
    this.address = location.href;
    this.reload(true);
  }

  /** Asks again; what is shown stays until the answer is there, unless the place is another one. */
  async reload(anew = false) {
    const turn = ++this.turn;
    if (anew) this.data = undefined;
    this.failure = undefined;
    try {
      const data = await this.load();
      if (turn === this.turn) this.data = data ?? {};
    } catch (failure) {
      if (turn === this.turn && failure.name !== 'AbortError') this.failure = failure;
    }
  }

  async load() {
    return {};
  }

  /** Does something that changes data, says what came of it, and asks for what is there now. */
  async act(doing, done) {
    this.said = '';
    try {
      const answer = await doing();
      this.said = done ?? '';
      await this.reload();
      return answer;
    } catch (failure) {
      this.failed(failure);
      throw failure;
    }
  }

  /** What fails at a press is said in a dialog: the page stays as it is. */
  failed(failure) {
    this.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
  }

  may(permission) {
    return this.place.member?.permissions?.includes(permission) ?? false;
  }

  heading() {
    return t(this.constructor.title);
  }

  /** Beside the heading: buttons, the range of dates. Where they need no data, `static actsEarly = true`. */
  actions() {
    return nothing;
  }

  /** Above what is loaded, and there before it: the parts of a page that has several. */
  lead() {
    return nothing;
  }

  render() {
    return html`
      <header class="head">
        <h1 tabindex="-1">${this.heading()}</h1>
        <div class="actions">${this.data || this.constructor.actsEarly ? this.actions(this.data) : nothing}</div>
      </header>
      <p class="said" role="status">${this.said}</p>
      ${this.lead()}
      ${this.failure ? problem(this.failure, () => this.reload(true))
          : this.data ? this.body(this.data) : skeleton()}`;
  }
}
