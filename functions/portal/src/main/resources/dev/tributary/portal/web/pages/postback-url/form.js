// The form of a postback URL: where it is, with macros, and of what it is told.

import {Problem, api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {EARNING_EVENTS} from '../../lib/events.js';
import {choice, has, t} from '../../lib/words.js';

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
  ask(page, t(one ? 'postback-url.change' : 'postback-url.make'), {
    layout: 'many', intro: t('postback-url.events_hint'), label: t(one ? 'postback-url.save' : 'postback-url.make'), said: t('postback-url.saved'),
    fields: [
      {name: 'url', type: 'textarea', rows: 3, dir: 'ltr', label: t('postback-url.url'), required: true, max: 1000,
        value: one?.value.url ?? EXAMPLE, hint: t('postback-url.url_hint')},
      ...EARNING_EVENTS.map(type => ({name: type, type: 'checkbox', label: told(type), value: events.includes(type)})),
    ],
    async send(values, intent) {
      const body = {url: values.url.trim(), events: EARNING_EVENTS.filter(type => values[type])};
      try {
        return await (one ? api.patch(`/v1/webhooks/${one.value.id}`, body, one.tag)
            : api.post('/v1/webhooks', {kind: 'postback_url', ...body}, intent));
      } catch (failure) {
        throw inWords(failure);
      }
    },
  });
}
