// A merchant's own exchange rates, for currencies and days without a reference rate. One that is set stays.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {day, today} from '../../lib/format.js';
import {go, here} from '../../lib/place.js';
import {chips, empty, table} from '../../lib/ui.js';
import {language, t} from '../../lib/words.js';

/** All digits of a decimal text; a rate has ten of them at most. */
const exact = new Intl.NumberFormat(language, {maximumFractionDigits: 10});

export const rates = {
  name: 'rates',
  label: () => t('payout-settings.rates'),

  async load(page, path) {
    const {data, next_cursor: next} = await api.get(`${path}/exchange_rates`, {limit: 50, cursor: page.place.query.cursor});
    return {rows: data, next};
  },

  actions: page => page.may('programs')
      ? html`<button type="button" class="main" @click=${() => set(page)}>${t('payout-settings.rate_set')}</button>` : nothing,

  body: (page, {rows, next}) => html`<p>${t('payout-settings.rates_why', {currency: page.place.program.currency})}</p>
    ${page.place.query.cursor ? chips(t('payout-settings.rates'), 'cursor', 'x', [['', t('payout-settings.from_start')]]) : nothing}
    ${table([
      {label: t('payout-settings.currency'), cell: row => html`<bdi>${row.currency}</bdi>`},
      {label: t('payout-settings.date'), cell: row => day(row.date)},
      {label: t('payout-settings.rate'), numeric: true, cell: row => html`<bdi>${t('payout-settings.worth', {one: `1 ${row.currency}`, amount: `${exact.format(row.rate)} ${row.in}`})}</bdi>`},
    ], rows, {caption: t('payout-settings.rates'), empty: empty(t('payout-settings.no_rates')), more: next && (() => go(here({cursor: next})))})}`,
};

function set(page) {
  const {program} = page.place;
  ask(page, t('payout-settings.rate_set'), {
    intro: t('payout-settings.rate_why'), label: t('payout-settings.rate_set'),
    refused: 'payout-settings.refused', said: t('payout-settings.saved'),
    fields: [
      {name: 'currency', label: t('payout-settings.currency'), required: true, max: 3, dir: 'ltr', hint: t('payout-settings.currency_hint')},
      {name: 'date', label: t('payout-settings.date'), type: 'date', required: true, value: today('UTC'), hint: t('payout-settings.date_hint')},
      {name: 'rate', label: t('payout-settings.rate'), required: true, max: 20, dir: 'ltr', hint: t('payout-settings.rate_hint', {currency: program.currency})},
    ],
    send: ({currency, date, rate}) =>
        api.put(`/v1/programs/${program.id}/exchange_rates/${encodeURIComponent(currency.trim().toUpperCase())}/${date}`, {rate: rate.trim()}),
  });
}
