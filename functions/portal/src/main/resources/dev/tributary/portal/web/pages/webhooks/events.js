// What a webhook can be told of.

import {choice} from '../../lib/words.js';

const KINDS = {
  conversion: ['accepted'], commission: ['accrued', 'updated', 'reversed', 'restored', 'released'], adjustment: ['posted'],
  bonus: ['awarded', 'reversed'], flat_fee: ['posted'], payout: ['paid', 'returned'], payout_method: ['changed'],
  enrollment: ['invited', 'applied', 'approved', 'rejected'], dispute: ['opened', 'escalated', 'ruled'],
  member: ['changed', 'removed'], webhook: ['disabled'],
};

/** `commission.accrued` and the others, in the order of the forms. */
export const EVENTS = Object.entries(KINDS).flatMap(([about, all]) => all.map(what => `${about}.${what}`));

const key = type => type.replace('.', '_');

export function eventWord(type) {
  return choice('webhooks.event', key(type));
}

/** A box for each; those that these pages do not know stay chosen by `eventsOf`. */
export function eventFields(chosen) {
  return [...new Set([...EVENTS, ...chosen])].map(type => ({name: type, label: eventWord(type), type: 'checkbox', value: chosen.includes(type)}));
}

/** Of a form's values; none is all. */
export function eventsOf(values) {
  return Object.entries(values).filter(([, isChosen]) => isChosen).map(([type]) => type);
}
