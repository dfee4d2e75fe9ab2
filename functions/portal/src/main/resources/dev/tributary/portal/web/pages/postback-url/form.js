// The form of a postback URL: where it is, with macros, and of what it is told.

import {html} from 'lit';
import {Problem, api} from '../../lib/api.js';
import {openDialog} from '../../lib/ui.js';
import {choice, has, t} from '../../lib/words.js';

/** What a network that tracks an affiliate's own buying can use. */
export const EVENTS = Object.entries({
  conversion: ['accepted'], commission: ['accrued', 'updated', 'reversed', 'restored', 'released'], adjustment: ['posted'],
  bonus: ['awarded', 'reversed'], flat_fee: ['posted'], payout: ['paid', 'returned'],
}).flatMap(([what, all]) => all.map(one => `${what}.${one}`));

export const MACROS = ['type', 'notice_id', 'event', 'click_id', 'conversion_id', 'commission_id', 'order_id', 'program_id',
  'affiliate_id', 'payout_id', 'amount', 'currency', 'reversed', 'payout'];

const EXAMPLE = 'https://tracker.example/postback?cid={click_id}&payout={payout}&currency={currency}&status={type}';

/** A word of the API for something that is told: `commission.accrued`. */
export function told(type) {
  return choice('postback-url.event', type.replaceAll('.', '_'));
}

/** Faults in the reader's language, where there are words for them. */
function inWords(failure) {
  if (!(failure instanceof Problem)) return failure;
  failure.errors = failure.errors.map(error => has(`postback-url.fault__${error.code}`)
      ? {...error, detail: choice('postback-url.fault', error.code)} : error);
  return failure;
}

/** @param one the one that is changed, with its tag; none for a new one */
export function edit(page, one) {
  const events = one?.value.events ?? [];
  openDialog(t(one ? 'postback-url.change' : 'postback-url.make'), close => html`<p>${t('postback-url.events_hint')}</p><trb-form label=${t('postback-url.save')} .fields=${[
    {name: 'url', type: 'textarea', rows: 3, dir: 'ltr', label: t('postback-url.url'), required: true, max: 1000,
      value: one?.value.url ?? EXAMPLE, hint: t('postback-url.url_hint')},
    ...EVENTS.map(type => ({name: type, type: 'checkbox', label: told(type), value: events.includes(type)})),
  ]} .send=${async (values, intent) => {
    const body = {url: values.url.trim(), events: EVENTS.filter(type => values[type])};
    try {
      if (one) await api.patch(`/v1/webhooks/${one.value.id}`, body, one.tag);
      else await api.post('/v1/webhooks', {kind: 'postback_url', ...body}, intent);
    } catch (failure) {
      if (failure.code === 'step_up_needed') {
        close();
        page.failed(failure);
        return;
      }
      throw inWords(failure);
    }
    close();
    page.said = t('postback-url.saved');
    await page.reload();
  }}></trb-form>`);
}
