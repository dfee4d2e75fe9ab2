// The draft of the next terms: as fields, or as the document itself, so that nothing is lost when a field is
// missing here. Saved with If-Match; what the API finds wrong stands at its place.

import {LitElement, html, nothing} from 'lit';
import {Problem, api, newIntent} from '../../lib/api.js';
import {here} from '../../lib/place.js';
import {empty, openDialog, problem} from '../../lib/ui.js';
import {t} from '../../lib/words.js';
import {differences, firstTerms, idOfName, withValue, written} from './document.js';
import {Fields, faultText} from './fields.js';
import {form} from './form.js';
import {publishForm} from './publish.js';

class Draft extends LitElement {
  static properties = {
    place: {attribute: false}, draft: {attribute: false}, before: {attribute: false}, root: {attribute: false},
    kept: {attribute: false}, may: {attribute: false}, reload: {attribute: false}, published: {attribute: false},
    isJson: {state: true}, failure: {state: true}, busy: {state: true},
  };

  constructor() {
    super();
    this.isJson = false;
    this.busy = false;
    this.intent = newIntent();
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('beforeunload', this.leave);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.leave);
  }

  /** The browser asks before it closes on what is not saved. */
  leave = event => {
    if (this.kept.isDirty) event.preventDefault();
  };

  willUpdate(changed) {
    // What is being typed stands before what the API has, until it is saved or given up.
    if (!(changed.has('kept') || changed.has('draft')) || this.kept.isDirty) return;
    this.take(this.draft?.value && written(this.draft.value), false);
    this.kept.tag = this.draft?.tag;
  }

  take(document, isDirty) {
    Object.assign(this.kept, {document, isDirty, text: undefined, errors: []});
    this.failure = undefined;
    this.requestUpdate();
  }

  begin(terms) {
    this.take(terms ? written(terms) : firstTerms(), true);
  }

  change(path, value) {
    Object.assign(this.kept, {document: withValue(this.kept.document, path, value), isDirty: true});
    this.requestUpdate();
  }

  /** The document's own text, checked for being JSON as it is typed. */
  write(text) {
    Object.assign(this.kept, {text, isDirty: true});
    try {
      const document = JSON.parse(text);
      if (document === null || typeof document !== 'object' || Array.isArray(document)) throw new SyntaxError('{ }');
      this.kept.document = document;
      this.kept.isBroken = false;
    } catch {
      this.kept.isBroken = true;
    }
    this.requestUpdate();
  }

  async save() {
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    const {document, tag} = this.kept;
    try {
      await (tag ? api.put(`${this.root}/terms/draft`, document, tag) : api.post(`${this.root}/terms`, document, this.intent));
      this.intent = newIntent();
      this.kept.isDirty = false;
      await this.reload(t('terms.saved'));
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      this.kept.errors = failure.errors;
      this.failure = failure;
      await this.updateComplete;
      this.querySelector('.problem')?.scrollIntoView({block: 'center'});
    } finally {
      this.busy = false;
    }
  }

  /** Gives up what was typed for what is there now. */
  giveUp = async () => {
    this.kept.isDirty = false;
    await this.reload('');
  };

  render() {
    const {document} = this.kept;
    if (!document) return this.nothingYet();
    const faults = this.kept.errors.length ? this.kept.errors : this.draft?.value.faults ?? [];
    const {program} = this.place;
    return html`
      ${this.failure && this.failure.status !== 422 ? html`${problem(this.failure)}
        <p class="buttons"><button type="button" @click=${this.giveUp}>${t('terms.load_again')}</button></p>` : nothing}
      ${this.summary(faults)}
      <div class="bar"><div class="buttons">
        <button type="button" aria-pressed=${!this.isJson} ?disabled=${this.kept.isBroken} @click=${() => this.show(false)}>${t('terms.as_form')}</button>
        <button type="button" aria-pressed=${this.isJson} @click=${() => this.show(true)}>${t('terms.as_json')}</button></div>
        ${this.may ? this.buttons(faults) : html`<p>${t('terms.read_only')}</p>`}</div>
      ${this.isJson ? this.text(document)
          : form(new Fields(document, (path, value) => this.change(path, value), faults, program.currency, !this.may), program)}
      ${this.compared(document)}`;
  }

  show(isJson) {
    this.isJson = isJson;
    this.kept.text = undefined;
    this.kept.isBroken = false;
  }

  buttons(faults) {
    const isSaved = this.draft && !this.kept.isDirty;
    return html`<div class="buttons">
      <span role="status">${this.kept.isDirty ? t('terms.unsaved') : nothing}</span>
      ${this.kept.isDirty ? html`<button type="button" @click=${this.giveUp}>${t('terms.give_up')}</button>` : nothing}
      <button type="button" class=${isSaved ? '' : 'main'} ?disabled=${this.busy || this.kept.isBroken || isSaved} @click=${this.save}>${t('terms.save')}</button>
      ${isSaved ? html`<a class="button" href=${here({view: 'test'})}>${t('terms.try')}</a>
        <button type="button" class="main" ?disabled=${faults.length > 0} @click=${this.publish}>${t('terms.publish')}</button>` : nothing}</div>`;
  }

  nothingYet() {
    return empty(t('terms.draft_none_why'), this.may ? html`<p class="buttons">
      ${this.before ? html`<button type="button" class="main" @click=${() => this.begin(this.before)}>${t('terms.begin_version', {version: this.before.version})}</button>` : nothing}
      <button type="button" class=${this.before ? '' : 'main'} @click=${() => this.begin()}>${t('terms.begin_new')}</button></p>` : nothing);
  }

  /** All faults in one place, each leading to its field. */
  summary(faults) {
    if (!faults.length) return nothing;
    return html`<div class="problem" role="alert"><p>${t('terms.faults', {count: faults.length})}</p><ul>${faults.map(fault =>
        html`<li><button type="button" class="quiet" @click=${() => this.lead(fault.field)}><code dir="ltr">${fault.field}</code></button> ${faultText(fault)}</li>`)}</ul></div>`;
  }

  async lead(field) {
    if (this.isJson) this.show(false);
    await this.updateComplete;
    for (let name = field; name; name = name.replace(/(^|[.[])[^.[]*$/, '')) {
      const found = this.querySelector(`#${CSS.escape(idOfName(name))}`);
      if (found) return found.focus();
    }
    return undefined;
  }

  text(document) {
    return html`<div class="field"><label for="terms-json">${t('terms.as_json')}</label>
      <textarea id="terms-json" class="document" dir="ltr" rows="30" spellcheck="false" ?disabled=${!this.may}
        .value=${this.kept.text ?? JSON.stringify(document, null, 2)} aria-invalid=${this.kept.isBroken ? 'true' : 'false'}
        aria-describedby="terms-json-hint" @input=${event => this.write(event.target.value)}></textarea>
      <p class=${this.kept.isBroken ? 'error' : 'hint'} id="terms-json-hint">${this.kept.isBroken ? t('terms.broken') : t('terms.json_hint')}</p></div>`;
  }

  /** What the draft changes, value by value: its versions are compared in words when it is one. */
  compared(document) {
    if (!this.before) return nothing;
    const all = differences(written(this.before), document);
    return html`<details class="more"><summary>${t('terms.differences', {count: all.length, version: this.before.version})}</summary>${differenceList(all)}</details>`;
  }

  publish = () => {
    const all = this.before ? differences(written(this.before), this.kept.document) : [];
    const dialog = openDialog(t('terms.publish'), close => html`
      ${this.before ? html`<details class="more" ?open=${all.length <= 6}><summary>${t('terms.differences', {count: all.length, version: this.before.version})}</summary>${differenceList(all)}</details>` : nothing}
      ${publishForm(this.place.program, async (body, intent) => {
        const terms = await api.post(`${this.root}/terms/draft/publish`, body, intent, this.kept.tag);
        close();
        this.published(terms);
      })}`);
    return dialog;
  };
}
customElements.define('trb-terms-draft', Draft);

function differenceList(all) {
  const value = one => one === null ? '–' : typeof one === 'string' ? one : JSON.stringify(one);
  return html`<ul class="differences">${all.map(({path, before, after}) => html`<li><code dir="ltr">${path}</code>
      <del><code dir="ltr">${value(before)}</code></del> <ins><code dir="ltr">${value(after)}</code></ins></li>`)}</ul>`;
}
