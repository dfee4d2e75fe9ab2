// What marks have earned: the commissions of the chosen days, each under the mark of the click that it is credited by.
// The API has no sums of them, so this walks the list with the clicks' records, as far as one look goes.

import {api} from '../../lib/api.js';
import {spanOf} from '../../lib/instants.js';
import {isZero, point, sum} from '../../lib/orders.js';

/** So many rows the API gives at most with their clicks; of a minute in which very many clicked, fewer. */
const LIMITS = [25, 5, 1];
/** How many commissions one look reads. */
const MOST = 2_500;
const DIGITS = 4;

/** What is earned by no mark, in the order of the page: so that all of it is shown. */
export const APART = ['unmarked', 'gone', 'no_click', 'days'];

/** @param link only what its clicks have brought */
export function nothingYet(place, by, link) {
  return {
    asked: {program_id: place.program.id, expand: 'click', ...spanOf(place)},
    by, link, marks: new Map(), apart: new Map(), values: [], conversions: new Set(), looked: 0, cursor: undefined, isWhole: false,
  };
}

/**
 * Goes on where it stands, to the end or as far as one look goes.
 * @param told called after each page
 * @param signal ends it: what comes then is not added
 */
export async function addUp(earned, told, signal) {
  const end = earned.looked + MOST;
  let limit = 0;
  while (!earned.isWhole && earned.looked < end) {
    let page;
    try {
      page = await api.get('/v1/commissions', {...earned.asked, limit: LIMITS[limit], cursor: earned.cursor}, signal);
    } catch (failure) {
      if (failure.code !== 'too_many_clicks' || ++limit === LIMITS.length) throw failure;
      continue;
    }
    signal.throwIfAborted();
    page.data.forEach(row => add(earned, row));
    earned.looked += page.data.length;
    earned.cursor = page.next_cursor;
    earned.isWhole = !page.next_cursor;
    told();
  }
}

function add(earned, row) {
  const {credit} = row.explanation;
  if (earned.link && credit?.link_id !== earned.link) return;
  const mark = credit?.click?.[earned.by];
  if (mark) addTo(earned.marks, mark, row);
  else addTo(earned.apart, row.kind === 'clicks' ? 'days' : !credit.click_id ? 'no_click' : !credit.click ? 'gone' : 'unmarked', row);
  note(earned, row);
}

function addTo(sums, key, row) {
  if (!sums.has(key)) sums.set(key, {values: [], conversions: new Set()});
  note(sums.get(key), row);
}

/** One that was taken back whole is no conversion any more, as in the sums of links. */
function note({values, conversions}, row) {
  values.push(row.net);
  if (row.conversion_id && !isZero(row.net)) conversions.add(row.conversion_id);
}

/** Nothing of nothing. */
export function commission(one) {
  return one?.values.length ? sum(one.values) : undefined;
}

/** Rounded half up, with four digits behind the point. */
export function perClick(value, clicks) {
  const [whole, part = ''] = value.amount.split('.');
  const units = BigInt(whole + part.padEnd(DIGITS, '0'));
  const count = BigInt(clicks);
  return {amount: point((2n * units + count) / (2n * count), DIGITS), currency: value.currency};
}
