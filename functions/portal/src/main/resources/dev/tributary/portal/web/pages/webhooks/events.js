// What a webhook is told of: in words, and in a form.

import {EVENTS} from '../../lib/events.js';
import {choice} from '../../lib/words.js';

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
