// Numbers, money and times in the digits and the calendar of the page's language. Amounts are decimal texts
// all the way: Intl writes such a text digit by digit, and no double comes near it (ECMA-402, 15.5.18).

import {html} from 'lit';
import {language} from './words.js';

const numbers = new Intl.NumberFormat(language);
const currencies = new Map();
const CALENDAR = {timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric'};
const days = new Intl.DateTimeFormat(language, CALENDAR);
const weekdays = new Intl.DateTimeFormat(language, {timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric'});
const months = new Intl.DateTimeFormat(language, {timeZone: 'UTC', year: 'numeric', month: 'long'});

/** Of a count or a decimal text. */
export function number(value) {
  return numbers.format(value);
}

/** `{"amount":"12.50","currency":"EUR"}` as text. */
export function moneyText(money) {
  const digits = (money.amount.split('.')[1] ?? '').length;
  const key = `${money.currency} ${digits}`;
  if (!currencies.has(key)) {
    currencies.set(key, new Intl.NumberFormat(language, {
      style: 'currency', currency: money.currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
    }));
  }
  return currencies.get(key).format(money.amount);
}

/** Isolated, since a minus and a currency's sign would wander in a sentence of the other direction. */
export function money(value) {
  return value ? html`<bdi class="money">${moneyText(value)}</bdi>` : html`<span class="none">–</span>`;
}

/** Of a part of one: 0.125 is 12.5 %. */
export function percent(part) {
  return new Intl.NumberFormat(language, {style: 'percent', maximumFractionDigits: 1}).format(part);
}

/** `2026-11-22`, a day of a program's zone. */
export function day(text) {
  return days.format(noon(text));
}

/** The same, short, under a chart. */
export function shortDay(text) {
  return weekdays.format(noon(text));
}

/** `2026-11`. */
export function month(text) {
  return months.format(noon(`${text}-15`));
}

/** An instant of the API in a program's zone, which is said once on the page; else in the browser's, which it says itself. */
export function time(text, zone) {
  if (!text) return html`<span class="none">–</span>`;
  const shown = new Intl.DateTimeFormat(language, {
    ...CALENDAR, hour: '2-digit', minute: '2-digit', ...zone ? {timeZone: zone} : {timeZone: undefined, timeZoneName: 'short'},
  }).format(new Date(text));
  return html`<time datetime=${text}><bdi>${shown}</bdi></time>`;
}

/** What somebody else wrote, an id or a code: whole, and laid out by its own direction. */
export function name(text) {
  return html`<bdi>${text}</bdi>`;
}

/** An id, a code, a URL: from the left in every language. */
export function code(text) {
  return html`<code dir="ltr">${text}</code>`;
}

/** Today in a zone, as the API writes days. */
export function today(zone) {
  return new Intl.DateTimeFormat('en-CA', {timeZone: zone, calendar: 'gregory', numberingSystem: 'latn'})
      .format(new Date());
}

/** So many days later. */
export function plusDays(text, count) {
  const at = noon(text);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

/** How many days from one day to another, both counted. */
export function daysBetween(from, to) {
  return Math.round((noon(to) - noon(from)) / 86_400_000) + 1;
}

function noon(text) {
  return new Date(`${text}T12:00:00Z`);
}
