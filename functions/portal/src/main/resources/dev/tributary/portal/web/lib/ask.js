// A question before something is done: a form in a dialog, with the answer of the API in it when that is no.

import {html, nothing} from 'lit';
import {openDialog} from './ui.js';

/**
 * @param page that is read again when it is done, and says `done`
 * @param options text before the fields, fields and label as of trb-form, danger, layout (a class), send(values, intent) whose
 *     answer goes to then(answer), where there is something to show of it
 */
export function ask(page, title, {text, fields = [], label, danger = false, layout = '', send, done = '', then}) {
  const dialog = openDialog(title, close => html`${text ? html`<p>${text}</p>` : nothing}
    <trb-form class=${layout} ?danger=${danger} label=${label} .fields=${typeof fields === 'function' ? fields(dialog) : fields} .send=${async (values, intent) => {
      let answer;
      try {
        answer = await send(values, intent);
      } catch (failure) {
        if (failure.code !== 'step_up_needed') throw failure;
        // What was typed stays, for when one comes back by the link.
        page.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
        return;
      }
      close();
      page.said = done;
      then?.(answer);
      await page.reload();
    }}></trb-form>`);
  return dialog;
}
