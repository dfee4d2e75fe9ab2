// A press that makes something: while it goes on there is no other one, and after an answer that was lost the next
// press has the same key, so that nothing is done twice.

import {newIntent} from './api.js';

const underWay = new WeakMap();

/**
 * @param element whose button it is
 * @param what of all that it can do, with what it is about
 * @param doing takes the intent; what it throws is thrown, and the intent stays until it has succeeded
 */
export async function once(element, what, doing) {
  const one = of(element, what) ?? {intent: newIntent(), isBusy: false};
  if (one.isBusy) return undefined;
  one.isBusy = true;
  if (!underWay.has(element)) underWay.set(element, new Map());
  underWay.get(element).set(what, one);
  element.requestUpdate();
  try {
    const answer = await doing(one.intent);
    underWay.get(element).delete(what);
    return answer;
  } finally {
    one.isBusy = false;
    element.requestUpdate();
  }
}

/** For its button: disabled meanwhile. */
export function isBusy(element, what) {
  return of(element, what)?.isBusy ?? false;
}

function of(element, what) {
  return underWay.get(element)?.get(what);
}
