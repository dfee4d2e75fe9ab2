// The pieces that pages are made of. Templates, and a few elements with a life of their own.

import {LitElement, html, nothing} from 'lit';
import {code} from './format.js';
import {here, onMove} from './place.js';
import {isOf, newIntent} from './api.js';
import {has, t} from './words.js';

/** Where rows will be: of their height, so that nothing moves when they come. */
export function skeleton(lines = 8) {
  return html`<div class="skeleton" role="status" aria-label=${t('common.loading')}>
    ${Array.from({length: lines}, () => html`<i></i>`)}</div>`;
}

/** What went wrong and what to do about it; what the API said stands below, in its own words. */
export function problem(failure, retry) {
  const key = [`common.problem_${failure.code}`, `common.problem_${failure.status}`].find(has) ?? 'common.problem_other';
  return html`<div class="problem" role="alert">
    <p>${failure.words ?? t(key)}</p>
    ${failure.message ? html`<p class="detail" lang="en" dir="ltr">${failure.message}</p>` : nothing}
    ${failure.errors?.length ? html`<ul lang="en" dir="ltr">${failure.errors.map(error =>
        html`<li><code>${error.field}</code> ${error.detail}</li>`)}</ul>` : nothing}
    ${failure.code === 'idempotency_key_reused' ? html`<button type="button" @click=${() => location.reload()}>${t('common.load_again')}</button>`
        : failure.status === 401 ? html`<a class="button" href="/sign-in">${t('common.sign_in')}</a>`
        : retry ? html`<button type="button" @click=${retry}>${t('common.retry')}</button>` : nothing}
  </div>`;
}

/** Nothing is there yet: what it would be, and the next step. */
export function empty(text, action = nothing) {
  return html`<div class="empty"><p>${text}</p>${action}</div>`;
}

/**
 * @param columns [{label, cell(row) -> what stands there, numeric}]
 * @param rows of the API
 * @param options caption (said, not shown), empty, more() asked for when there are others, row(row) -> address
 */
export function table(columns, rows, {caption, empty: none = t('common.nothing'), more} = {}) {
  if (!rows.length) return typeof none === 'string' ? empty(none) : none;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
      <caption class="unseen">${caption}</caption>
      <thead><tr>${columns.map(column =>
          html`<th scope="col" class=${column.numeric ? 'number' : ''}>${column.label}</th>`)}</tr></thead>
      <tbody>${rows.map(row => html`<tr>${columns.map((column, at) => at
          ? html`<td class=${column.numeric ? 'number' : ''}>${column.cell(row)}</td>`
          : html`<th scope="row">${column.cell(row)}</th>`)}</tr>`)}</tbody>
    </table></div>
    ${more ? html`<p><button type="button" @click=${more}>${t('common.more')}</button></p>` : nothing}`;
}

/** The figures that lead. @param all [{label, value, before, href}] */
export function figures(all) {
  return html`<dl class="figures">${all.map(one => html`<div>
      <dt>${one.label}</dt>
      <dd>${one.href ? html`<a href=${one.href}>${one.value}</a>` : one.value}</dd>
      ${one.before === undefined ? nothing : html`<dd class="before">${one.before}</dd>`}
    </div>`)}</dl>`;
}

/** Names and values of one thing. @param pairs [[label, value]], nothing where a value is absent */
export function facts(pairs) {
  return html`<dl class="facts">${pairs.filter(([, value]) => value !== undefined && value !== null && value !== nothing)
      .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A filter in the address: one link per value. @param options [[value, label]], the first one for all */
export function chips(label, name, value, options) {
  return html`<nav class="chips" aria-label=${label}>${options.map(([one, text]) =>
      html`<a href=${here({[name]: one, cursor: ''})} aria-current=${one === (value ?? '') ? 'true' : 'false'}>${text}</a>`)}
  </nav>`;
}

/** The word alone, for chips and choices. */
export function stateWord(value) {
  return has(`state.${value}`) ? t(`state.${value}`) : String(value).replaceAll('_', ' ');
}

const TONES = {
  good: ['approved', 'active', 'paid', 'done', 'posted', 'accepted', 'converted', 'released', 'live', 'solved', 'delivered', 'published',
    'awarded', 'fulfilled', 'shipped'],
  bad: ['rejected', 'banned', 'failed', 'returned', 'reversed', 'disabled', 'revoked', 'refused', 'lost', 'conflict',
    'blocked_by_rail', 'unclaimed', 'expired', 'unknown'],
  open: ['applied', 'invited', 'pending', 'planned', 'posting', 'processing', 'deciding', 'running', 'waiting', 'open', 'escalated',
    'under_review', 'planning', 'applying', 'reserved', 'submitted', 'scheduled', 'unproven'],
};

/** A state of the API as a word with a tone; never by its colour alone. The words are in messages of `state`. */
export function state(value) {
  const tone = Object.keys(TONES).find(one => TONES[one].includes(value)) ?? 'plain';
  return html`<span class="state ${tone}">${stateWord(value)}</span>`;
}

/** A form in a dialog, or whatever `content` returns; it closes by Escape, by `close`, and with the page it is of. */
export function openDialog(title, content) {
  const dialog = document.createElement('trb-dialog');
  dialog.heading = title;
  dialog.content = content;
  document.body.append(dialog);
  return dialog;
}

class Dialog extends LitElement {
  static properties = {heading: {}, content: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.stay = onMove(moved => {
      if (moved) this.remove();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stay();
  }

  firstUpdated() {
    const dialog = this.querySelector('dialog');
    dialog.addEventListener('close', () => this.remove());
    if (this.isConnected) dialog.showModal();
  }

  close = () => this.querySelector('dialog').close();

  render() {
    return html`<dialog aria-labelledby="dialog-title">
      <header><h2 id="dialog-title">${this.heading}</h2>
        <button type="button" class="quiet" @click=${this.close} aria-label=${t('common.close')}>×</button></header>
      ${this.content(this.close)}</dialog>`;
  }
}
customElements.define('trb-dialog', Dialog);

/**
 * A form of fields, sent once per intent. A failure may bring `words` of its own that say what to do.
 *   .fields [{name, label, type, value, options: [[value, text]], required, hint, dir, rows, max, autocomplete, after}]
 *     isLeftOut: it keeps its place, and is not there
 *     type: text, textarea, select, checkbox, date, number, url, email, password, file
 *   .send async (values, intent) => ...; a Problem's errors are shown at their fields (`of` names another path), as
 *     the API said them, or with `isSaid` in the page's language
 *   .label of its button
 */
class Form extends LitElement {
  static properties = {
    fields: {attribute: false},
    send: {attribute: false},
    label: {},
    danger: {type: Boolean},
    failure: {state: true},
    busy: {state: true},
  };

  static made = 0;

  constructor() {
    super();
    this.number = ++Form.made;
    this.intent = newIntent();
    this.failure = undefined;
    this.busy = false;
  }

  createRenderRoot() {
    return this;
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await this.send(this.values(), this.intent);
      this.intent = newIntent();
    } catch (failure) {
      // In a dialog too, which is not below the frame that asks for another sign-in.
      if (failure.code === 'step_up_needed') document.querySelector('trb-app').failed(failure);
      else this.failure = failure;
      // The same intent until it has succeeded: what was refused leaves it free, and what was not answered may be done.
      await this.updateComplete;
      this.querySelector('[aria-invalid=true]')?.focus();
    } finally {
      this.busy = false;
    }
  }

  /** By name; what is empty and not required is absent. */
  values() {
    const values = {};
    for (const field of this.fields) {
      const control = this.querySelector(`[name="${field.name}"]`);
      if (field.isLeftOut) continue;
      if (field.type === 'checkbox') values[field.name] = control.checked;
      else if (field.type === 'file') values[field.name] = control.files[0];
      else if (control.value !== '') values[field.name] = field.type === 'number' ? Number(control.value) : control.value;
    }
    return values;
  }

  render() {
    const named = this.failure?.errors?.filter(error => this.fields.some(field => isOf(error, field.of ?? field.name))) ?? [];
    return html`<form @submit=${this.submit} aria-busy=${this.busy}>
      ${this.fields.map(field => this.field(field))}
      ${this.failure && !(named.length && named.length === this.failure.errors.length) ? problem(this.failure) : nothing}
      <p class="buttons"><button class=${this.danger ? 'danger' : 'main'} ?disabled=${this.busy}>${this.label}</button>
      ${this.busy ? html`<span role="status">${t('common.sending')}</span>` : nothing}</p></form>`;
  }

  field(field) {
    if (field.isLeftOut) return nothing;
    const id = `f${this.number}-${field.name}`;
    const error = this.failure?.of?.(field.of ?? field.name) ?? '';
    const about = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
    const shared = {id, error, about};
    const control = this.control(field, shared);
    return html`<div class=${field.type === 'checkbox' ? 'field check' : 'field'}>
      ${field.type === 'checkbox' ? html`${control}<label for=${id}>${field.label}</label>`
          : html`<label for=${id}>${field.label}${field.required ? nothing : html` <small>${t('common.optional')}</small>`}</label>${control}`}
      ${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : nothing}
      ${error ? html`<p class="error" id="${id}-error" lang=${this.failure.isSaid ? nothing : 'en'}
        dir=${this.failure.isSaid ? nothing : 'ltr'}>${error}</p>` : nothing}${field.after ?? nothing}</div>`;
  }

  control(field, {id, error, about}) {
    const invalid = error ? 'true' : 'false';
    const described = about || nothing;
    switch (field.type) {
      case 'select':
        return html`<select id=${id} name=${field.name} ?required=${field.required} aria-invalid=${invalid}
          aria-describedby=${described}>${field.options.map(([value, text]) =>
            html`<option value=${value} .selected=${value === (field.value ?? '')}>${text}</option>`)}</select>`;
      case 'textarea':
        return html`<textarea id=${id} name=${field.name} rows=${field.rows ?? 5} ?required=${field.required}
          dir=${field.dir ?? 'auto'} maxlength=${field.max ?? nothing} aria-invalid=${invalid}
          aria-describedby=${described} .value=${field.value ?? ''}></textarea>`;
      case 'checkbox':
        return html`<input type="checkbox" id=${id} name=${field.name} ?required=${field.must} .checked=${field.value ?? false} aria-invalid=${invalid}
          aria-describedby=${described}>`;
      default:
        return html`<input type=${field.type ?? 'text'} id=${id} name=${field.name} .value=${field.type === 'file' ? '' : field.value ?? ''}
          ?required=${field.required} dir=${field.dir ?? (['url', 'email', 'number', 'date'].includes(field.type) ? 'ltr' : 'auto')}
          maxlength=${field.max ?? nothing} autocomplete=${field.autocomplete ?? 'off'} accept=${field.accept ?? nothing}
          step=${field.type === 'number' ? 'any' : nothing} aria-invalid=${invalid} aria-describedby=${described}>`;
    }
  }
}
customElements.define('trb-form', Form);

/** A text with a button that copies it; `words` for a sentence, which is no code. */
class Copy extends LitElement {
  static properties = {text: {}, label: {}, words: {type: Boolean}, done: {state: true}};

  createRenderRoot() {
    return this;
  }

  async copy() {
    await navigator.clipboard.writeText(this.text);
    this.done = true;
    setTimeout(() => { this.done = false; }, 2000);
  }

  render() {
    return html`<span class="copy">${this.words ? html`<bdi>${this.text}</bdi>` : code(this.text)} <button type="button" class="quiet" @click=${this.copy}
      aria-label=${this.label ?? t('common.copy')}>${this.done ? t('common.copied') : t('common.copy')}</button></span>`;
  }
}
customElements.define('trb-copy', Copy);
