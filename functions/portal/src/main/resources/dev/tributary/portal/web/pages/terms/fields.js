// Controls that stand for one value of a terms document each, with its faults below it.

import {html, nothing} from 'lit';
import {choice, has, t} from '../../lib/words.js';
import {at, idOf, nameOf} from './document.js';

/** A fault in words; one that is new to these pages in the API's own. */
export function faultText(fault) {
  if (has(`terms.fault__${fault.code}`)) return html`${choice('terms.fault', fault.code)}`;
  return html`<span lang="en" dir="ltr">${fault.detail ?? fault.code.replaceAll('_', ' ')}</span>`;
}

export class Fields {
  /**
   * @param document as the API takes it
   * @param change called with a path and its new value
   * @param faults [{field, code, detail}] of the API
   */
  constructor(document, change, faults, currency, isFixed) {
    Object.assign(this, {document, change, faults, currency, isFixed});
  }

  get(path) {
    return at(this.document, path);
  }

  /** Of a value and what is in it. */
  faultsIn(path) {
    const name = nameOf(path);
    return this.faults.filter(({field}) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`));
  }

  /** Of a thing that has fields of its own: what is wrong with the whole. */
  faultsOf(path) {
    const name = nameOf(path);
    return this.said(idOf(path), this.faults.filter(({field}) => field === name));
  }

  said(id, faults) {
    return faults.length ? html`<p class="error" id="${id}-error">${faults.map(fault => html`${faultText(fault)} `)}</p>` : nothing;
  }

  line(path, label, hint, control, isOwn = false) {
    const id = idOf(path);
    const faults = isOwn ? this.faults.filter(({field}) => field === nameOf(path)) : this.faultsIn(path);
    const about = [hint && `${id}-hint`, faults.length && `${id}-error`].filter(Boolean).join(' ') || nothing;
    return html`<div class="field"><label for=${id}>${label}</label>
      ${control({id, about, invalid: faults.length ? 'true' : 'false'})}
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}${this.said(id, faults)}</div>`;
  }

  input(path, label, {type = 'text', hint, value = this.get(path), take = text => text, dir = 'ltr', unit}) {
    return this.line(path, label, hint, ({id, about, invalid}) => html`<span class="with-unit"><input id=${id} type=${type} dir=${dir}
      inputmode=${type === 'number' ? 'numeric' : nothing} autocomplete="off" ?disabled=${this.isFixed} .value=${value ?? ''}
      aria-invalid=${invalid} aria-describedby=${about} @change=${event => this.change(path, take(event.target.value.trim()))}>
      ${unit ? html`<bdi>${unit}</bdi>` : nothing}</span>`);
  }

  text(path, label, options = {}) {
    return this.input(path, label, options);
  }

  /** Empty is null. */
  optional(path, label, options = {}) {
    return this.input(path, label, {take: text => text === '' ? null : text, ...options});
  }

  number(path, label, options = {}) {
    return this.input(path, label, {type: 'number', take: text => text === '' ? null : Number(text), ...options});
  }

  percent(path, label, options = {}) {
    return this.input(path, label, {unit: '%', ...options});
  }

  /** An amount in the currency of the program; empty is none, where there may be none. */
  amount(path, label, {isOptional, hint} = {}) {
    const money = this.get(path);
    return this.input(path, label, {
      hint, value: money?.amount, unit: money?.currency ?? this.currency,
      take: amount => amount === '' && isOptional ? null : {amount, currency: this.currency},
    });
  }

  /** @param options [[value, text]]; isOwn where what is in the value has fields and faults of its own */
  select(path, label, options, {hint, value = this.get(path), take = text => text, isOwn} = {}) {
    return this.line(path, label, hint, ({id, about, invalid}) => html`<select id=${id} ?disabled=${this.isFixed}
      aria-invalid=${invalid} aria-describedby=${about} @change=${event => this.change(path, take(event.target.value))}>
      ${options.map(([one, text]) => html`<option value=${one} .selected=${one === String(value ?? '')}>${text}</option>`)}</select>`, isOwn);
  }

  /** Words with commas between them. */
  list(path, label, {hint, take = word => word} = {}) {
    return this.input(path, label, {
      hint, dir: 'auto', value: (this.get(path) ?? []).join(', '),
      take: text => text.split(/[,،\n]/).map(word => take(word.trim())).filter(Boolean),
    });
  }

  /** Some of a few. @param options [[value, text]] */
  checks(path, label, options) {
    const chosen = this.get(path) ?? [];
    const id = idOf(path);
    const faults = this.faultsIn(path);
    const toggle = (value, isOn) =>
      this.change(path, options.map(([one]) => one).filter(one => one === value ? isOn : chosen.includes(one)));
    return html`<fieldset class="checks" id=${id} tabindex="-1" aria-describedby=${faults.length ? `${id}-error` : nothing}><legend>${label}</legend>
      ${options.map(([value, text]) => html`<label><input type="checkbox" ?disabled=${this.isFixed} .checked=${chosen.includes(value)}
        @change=${event => toggle(value, event.target.checked)}> ${text}</label>`)}${this.said(id, faults)}</fieldset>`;
  }

  /** Whether there is such a thing at all; `value` is what it begins as. */
  presence(path, label, value) {
    const isThere = this.get(path) !== null && this.get(path) !== undefined;
    return html`<label class="presence"><input type="checkbox" id=${isThere ? nothing : idOf(path)} ?disabled=${this.isFixed} .checked=${isThere}
      @change=${event => this.change(path, event.target.checked ? value : null)}> ${label}</label>`;
  }

  /** Things in order: each with its fields, moved and taken out by buttons; `add` stands below. */
  things(path, one, {isOrdered, name}) {
    const all = this.get(path) ?? [];
    const replace = change => this.change(path, change([...all]));
    const swap = (from, to) => replace(copy => {
      [copy[from], copy[to]] = [copy[to], copy[from]];
      return copy;
    });
    return all.map((value, number) => html`<fieldset class="thing" id=${idOf([...path, number])} tabindex="-1">
      <legend>${name(number + 1, value)}</legend>
      ${this.isFixed ? nothing : html`<span class="thing-buttons">
        ${isOrdered ? html`<button type="button" class="quiet" ?disabled=${number === 0} @click=${() => swap(number, number - 1)}
            aria-label="${t('terms.up')}: ${name(number + 1, value)}">↑</button>
          <button type="button" class="quiet" ?disabled=${number === all.length - 1} @click=${() => swap(number, number + 1)}
            aria-label="${t('terms.down')}: ${name(number + 1, value)}">↓</button>` : nothing}
        <button type="button" class="quiet" @click=${() => replace(copy => copy.filter((_, other) => other !== number))}
          aria-label="${t('terms.remove')}: ${name(number + 1, value)}">${t('terms.remove')}</button></span>`}
      ${this.faultsOf([...path, number])}${one([...path, number], value)}</fieldset>`);
  }

  add(path, label, value) {
    return this.isFixed ? nothing : html`<button type="button" @click=${() => this.change(path, [...this.get(path) ?? [], value])}>${label}</button>`;
  }
}
