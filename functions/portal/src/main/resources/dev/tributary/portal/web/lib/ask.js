// Changes that are asked for: a form in a dialog or on the page, what came of it, and what to do when it is refused.

import {html, nothing} from 'lit';
import {openDialog} from './ui.js';
import {has, t} from './words.js';

/**
 * What a form sends: then the page says what was done, and loads again.
 * @param refused prefix of messages by the API's code, `settings.refused__last_owner`: what to do about it
 */
export function sending(page, {send, done, refused, close}) {
  return async (values, intent) => {
    let answer;
    page.said = '';
    try {
      answer = await send(values, intent);
    } catch (failure) {
      if (refused && has(`${refused}__${failure.code}`)) failure.words = t(`${refused}__${failure.code}`);
      throw failure;
    }
    close?.();
    page.said = typeof done === 'function' ? done(answer) : done ?? '';
    await page.reload();
  };
}

/** A form in a dialog, and why it asks; without fields it is a question to confirm. */
export function ask(page, {title, why, fields = [], label, danger = false, ...rest}) {
  return openDialog(title, close => html`${why ? html`<p>${why}</p>` : nothing}
    <trb-form .fields=${fields} label=${label} ?danger=${danger} .send=${sending(page, {...rest, close})}></trb-form>`);
}

/** Reads what a dialog needs before it opens; what fails is said as by a press. */
export async function first(page, reading, then) {
  try {
    then(await reading());
  } catch (failure) {
    page.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
  }
}

/** What nobody sees again, to be copied now. */
export function showOnce(title, why, secret) {
  openDialog(title, () => html`<p>${why}</p><p><trb-copy text=${secret}></trb-copy></p>`);
}

/** Lines of a text, without what is empty. */
export function lines(text) {
  return (text ?? '').split(/[\n,]/).map(line => line.trim()).filter(Boolean);
}
