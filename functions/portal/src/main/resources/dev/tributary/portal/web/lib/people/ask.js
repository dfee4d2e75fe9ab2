// What a page asks before it does something: a dialog with a form, which says what was refused in its place.

import {html, nothing} from 'lit';
import {openDialog} from '../ui.js';

/**
 * @param page that shows what is there once it is done
 * @param heading of the dialog
 * @param about {text, fields, label, danger, done: what the page says then, send(values, intent)}
 */
export function ask(page, heading, {text, fields = [], label, danger = false, done = '', send}) {
  return openDialog(heading, close => html`${text ? html`<p>${text}</p>` : nothing}
    <trb-form .fields=${fields} label=${label} ?danger=${danger} .send=${async (values, intent) => {
      try {
        const answer = await send(values, intent);
        close();
        if (answer?.isShown) return;
      } catch (failure) {
        // The next try starts from what is there now.
        if (failure.status === 412) page.reload();
        if (failure.code !== 'step_up_needed') throw failure;
        close();
        page.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
        return;
      }
      page.said = '';
      await page.reload();
      page.said = done;
    }}></trb-form>`);
}

/** Of a text with one thing a line, or with commas between them; what is empty is none. */
export function several(text, between = /[\n,]/) {
  return (text ?? '').split(between).map(one => one.trim()).filter(Boolean);
}
