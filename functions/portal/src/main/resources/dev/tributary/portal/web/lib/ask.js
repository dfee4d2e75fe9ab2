// A question before something is done: what it means, its fields, and its button, in a dialog.

import {html, nothing} from 'lit';
import {openDialog} from './ui.js';

/**
 * @param page which says what came of it and asks again
 * @param options intro, fields, label, danger, async send(values, intent), said or said(answer),
 *     words {code of a problem: what to do about it}
 */
export function ask(page, title, {intro = nothing, fields = [], label, danger = false, send, said = '', words = {}}) {
  openDialog(title, close => html`${intro}<trb-form .fields=${fields} label=${label} ?danger=${danger}
    .send=${async (values, intent) => {
      let answer;
      try {
        answer = await send(values, intent);
      } catch (failure) {
        if (failure.code === 'step_up_needed') {
          close();
          page.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
        }
        failure.words = words[failure.code];
        throw failure;
      }
      close();
      page.said = typeof said === 'function' ? said(answer) : said;
      await page.reload();
    }}></trb-form>`);
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
