// A question before something is done: what it means, its fields, and its button, in a dialog or on the page; and
// the API's answer where that is no, with what to do about it. That a fresh sign-in is needed is said by trb-form.

import {html, nothing} from 'lit';
import {openDialog} from './ui.js';
import {has, t} from './words.js';

/**
 * What a form sends: then the page says what was done, and loads again; or its answer `isShown` elsewhere by then.
 * @param options async send(values, intent); said or said(answer); then(answer) where there is something to show of it;
 *     words {code of a problem: what to do about it}, or refused, the prefix of such messages: `settings.refused__last_owner`
 */
export function sending(page, {send, said = '', then, words = {}, refused, close}) {
  return async (values, intent) => {
    let answer;
    page.said = '';
    try {
      answer = await send(values, intent);
    } catch (failure) {
      const key = `${refused}__${failure.code}`;
      failure.words ??= words[failure.code] ?? (refused && has(key) ? t(key) : undefined);
      // The next try starts from what is there now.
      if (failure.status === 412) page.reload();
      throw failure;
    }
    close?.();
    if (answer?.isShown) return;
    then?.(answer);
    await page.reload();
    page.said = typeof said === 'function' ? said(answer) : said;
  };
}

/**
 * In a dialog; without fields it is a question to confirm.
 * @param options those of `sending`; intro before the fields; fields (or of the dialog), label and danger as of
 *     trb-form; layout, a class
 */
export function ask(page, title, {intro, fields = [], label, danger = false, layout = '', ...rest}) {
  const dialog = openDialog(title, close => html`${typeof intro === 'string' ? html`<p>${intro}</p>` : intro ?? nothing}
    <trb-form class=${layout} ?danger=${danger} label=${label} .fields=${typeof fields === 'function' ? fields(dialog) : fields}
      .send=${sending(page, {...rest, close})}></trb-form>`);
  return dialog;
}

/** Reads what a dialog needs before it opens; what fails is said as by a press. */
export async function first(page, reading, then) {
  try {
    then(await reading());
  } catch (failure) {
    page.failed(failure);
  }
}

/** What nobody sees again, to be copied now. */
export function showOnce(title, why, secret) {
  openDialog(title, () => html`<p>${why}</p><p><trb-copy text=${secret}></trb-copy></p>`);
}

/** Of a text with one thing a line, or with commas between them; what is empty is none. */
export function lines(text, between = /[\n,]/) {
  return (text ?? '').split(between).map(line => line.trim()).filter(Boolean);
}

const ZEROS = [0x0660, 0x06f0];

/** A decimal as somebody typed it, in whichever digits, as the API takes it; what is none stays for it to refuse. */
export function decimal(text) {
  const latin = [...(text ?? '').trim()].map(sign => {
    const zero = ZEROS.find(one => sign.codePointAt(0) >= one && sign.codePointAt(0) < one + 10);
    return zero === undefined ? sign : String(sign.codePointAt(0) - zero);
  }).join('').replace('٫', '.').replace('−', '-');
  return latin.includes('.') ? latin : latin.replace(',', '.');
}
