// Days and clock times of a program's zone, and the instants that the API has of them.

import {plusDays} from './format.js';
import {rangeOf} from './range.js';

const DAY = 86_400_000;
const MOST_DAYS = 366;
const formats = new Map();

/** For a select. @param own stands among them, whatever this browser knows */
export function zones(own) {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own].filter(Boolean))].sort().map(zone => [zone, zone]);
}

/** The first instant of a day in a zone. */
export function startOf(day, zone) {
  return instantOf(`${day}T00:00`, zone);
}

/**
 * `2026-11-22T10:15` by the clocks of a zone, as a field of type datetime-local has it, as an instant: of an hour that
 * comes twice the first one, of one that a clock skips the one after it.
 */
export function instantOf(local, zone) {
  const wanted = Date.parse(`${local.slice(0, 16)}:00Z`);
  const candidates = [wanted - DAY, wanted + DAY].map(near => wanted - (shown(near, zone) - near));
  const exact = candidates.filter(at => shown(at, zone) === wanted);
  return new Date(exact.length ? Math.min(...exact) : Math.max(...candidates)).toISOString();
}

/** The other way; nothing of nothing. */
export function localOf(instant, zone) {
  return instant ? new Date(shown(Date.parse(instant), zone)).toISOString().slice(0, 16) : '';
}

/** The chosen range of days as `from` and `to` of the API, which takes 366 days at most. */
export function spanOf(place) {
  const {from, to, zone} = rangeOf(place);
  const end = startOf(plusDays(to, 1), zone);
  const first = Math.max(Date.parse(startOf(from, zone)), Date.parse(end) - MOST_DAYS * DAY);
  return {from: new Date(first).toISOString(), to: end};
}

/** What the clocks of a zone show then, as if it were UTC; to the second. */
function shown(at, zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  const whole = Math.floor(at / 1000) * 1000;
  const {year, month, day, hour, minute, second} =
      Object.fromEntries(formats.get(zone).formatToParts(whole).map(({type, value}) => [type, Number(value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
