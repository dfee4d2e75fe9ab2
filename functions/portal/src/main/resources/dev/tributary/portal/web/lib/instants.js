// Days and clock times of a program's zone as the instants that the API filters by.

import {plusDays} from './format.js';
import {rangeOf} from './range.js';

const DAYS_366 = 366 * 86_400_000;
const formats = new Map();

/** The first instant of a day in a zone. */
export function startOf(day, zone) {
  return instantOf(`${day}T00:00`, zone);
}

/** `2026-11-22T10:15` by the clocks of a zone, as an instant. */
export function instantOf(local, zone) {
  const wanted = Date.parse(`${local.slice(0, 16)}:00Z`);
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  let at = wanted;
  for (let turn = 0; turn < 2; turn++) at = wanted - offset(at, zone);
  return new Date(at).toISOString();
}

/** The chosen range of days as `from` and `to` of the API, which takes 366 days at most. */
export function spanOf(place) {
  const {from, to, zone} = rangeOf(place);
  const end = startOf(plusDays(to, 1), zone);
  const first = Math.max(Date.parse(startOf(from, zone)), Date.parse(end) - DAYS_366);
  return {from: new Date(first).toISOString(), to: end};
}

function offset(at, zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  const {year, month, day, hour, minute, second} =
      Object.fromEntries(formats.get(zone).formatToParts(new Date(at)).map(({type, value}) => [type, Number(value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
