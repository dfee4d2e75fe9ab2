// Pages of a list, by its cursor. What a list is filtered by may leave its pages short: then the next ones are
// asked for, until there is enough to look at.

import {api} from '../api.js';

const MOST_STEPS = 10;

/**
 * @param before what an earlier walk gave, to go on after it
 * @param fits whether a row is wanted at all, for what the API has no filter for
 * @return {rows, cursor: null at the end, looked: how many rows were looked at}
 */
export async function walk(path, query, {before, least = 25, fits = () => true} = {}) {
  const rows = [...before?.rows ?? []];
  const enough = rows.length + least;
  let {cursor, looked} = before ?? {looked: 0};
  for (let step = 0; step < MOST_STEPS; step++) {
    const page = await api.get(path, {limit: 50, ...query, cursor});
    looked += page.data.length;
    rows.push(...page.data.filter(fits));
    cursor = page.next_cursor;
    if (!cursor || rows.length >= enough) break;
  }
  return {rows, cursor, looked};
}
