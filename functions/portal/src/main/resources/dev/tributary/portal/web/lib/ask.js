// A question before something is done: what it means, its fields, and its button, in a dialog that also shows
// the API's answer when that is no.

import {html, nothing} from 'lit';
import {openDialog} from './ui.js';

/**
 * @param page that is read again when it is done, and says `said`
 * @param options intro (before the fields), fields (or of the dialog), label and danger as of trb-form, layout (a class),
 *     async send(values, intent), said or said(answer), then(answer) where there is something to show of it,
 *     words {code of a problem: what to do about it}
 */
export function ask(page, title, {intro, fields = [], label, danger = false, layout = '', send, said = '', then, words = {}}) {
  const dialog = openDialog(title, close => html`${typeof intro === 'string' ? html`<p>${intro}</p>` : intro ?? nothing}
    <trb-form class=${layout} ?danger=${danger} label=${label}
    .fields=${typeof fields === 'function' ? fields(dialog) : fields} .send=${async (values, intent) => {
      let answer;
      try {
        answer = await send(values, intent);
      } catch (failure) {
        if (failure.code === 'step_up_needed') {
          // What was typed stays, for when one comes back by the link.
          page.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
          return;
        }
        failure.words = words[failure.code];
        throw failure;
      }
      close();
      page.said = typeof said === 'function' ? said(answer) : said;
      then?.(answer);
      await page.reload();
    }}></trb-form>`);
  return dialog;
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
