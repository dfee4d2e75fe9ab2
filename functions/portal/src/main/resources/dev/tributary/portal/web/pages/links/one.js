// One link: where it leads, its address with marks, its QR code, what to paste, and its figures by day.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {code, day, money, moneyText, number, shortDay, name} from '../../lib/format.js';
import {here} from '../../lib/place.js';
import {facts, figures, state, table} from '../../lib/ui.js';
import {t} from '../../lib/words.js';
import '../../lib/chart.js';
import {address} from './builder.js';
import './snippet.js';

/** @param page of the links; its data has {link, tag, overview, creatives, channels, built} */
export function oneLink(page, {link, tag, overview, creatives, channels}) {
  const {program} = page.place;
  const built = page.built ?? address(link);
  const change = (body, done) => page.act(() => api.patch(`/v1/links/${link.id}`, body, tag), done).catch(() => {});
  const leads = channels.find(one => one.id === link.channel_id);
  return html`
    <p><a href=${here({link: ''})}>${t('links.all')}</a></p>
    <h2>${code(link.code)} ${state(link.enabled ? 'active' : 'disabled')}</h2>
    <p><trb-copy .text=${address(link)} label=${t('links.copy_address')}></trb-copy></p>
    ${facts([
      [t('links.destination'), code(link.destination)],
      [t('links.channel'), leads ? name(leads.name) : link.channel_id ? code(link.channel_id) : nothing],
      [t('links.creative'), link.creative_id ? code(link.creative_id) : nothing],
      [t('links.id'), code(link.id)],
    ])}
    ${page.may('programs') ? html`<p class="buttons">
      <button type="button" @click=${() => lead(page, link, tag)}>${t('links.lead')}</button>
      ${link.enabled ? html`<button type="button" @click=${() => turnOff(page, link, tag)}>${t('links.close')}</button>`
          : html`<button type="button" @click=${() => change({enabled: true}, t('links.opened'))}>${t('links.open')}</button>`}</p>` : nothing}
    ${totals(overview)}
    <div class="halves">
      <section class="card"><h2>${t('links.build')}</h2><p class="hint">${t('links.build_why')}</p>
        <trb-link-builder .link=${link} .domains=${program.landing_domains}
          @trb-built=${event => { page.built = event.detail; }}></trb-link-builder>
        <trb-qr .text=${built} name="qr-${link.code}"></trb-qr></section>
      <section class="card"><h2>${t('links.paste')}</h2>
        <trb-link-snippet .link=${link} address=${built} .creatives=${creatives}></trb-link-snippet></section>
    </div>
    ${days(overview)}`;
}

function turnOff(page, link, tag) {
  ask(page, t('links.close_title'), {
    intro: t('links.close_what'), danger: true, label: t('links.close'), said: t('links.closed'),
    send: () => api.patch(`/v1/links/${link.id}`, {enabled: false}, tag),
  });
}

function lead(page, link, tag) {
  const {program} = page.place;
  ask(page, t('links.lead'), {
    fields: [{name: 'destination', type: 'url', label: t('links.destination'), required: true, value: link.destination, max: 2048,
      hint: t('links.landing_hint', {domains: program.landing_domains.join(', ')})}],
    label: t('links.save'), said: t('links.saved'),
    send: values => api.patch(`/v1/links/${link.id}`, values, tag),
  });
}

function perClick(one) {
  return one.earnings_per_click === null ? '–'
      : html`<bdi>${moneyText({amount: one.earnings_per_click, currency: one.base.currency})}</bdi>`;
}

function totals({totals: now, before: {figures: then}}) {
  return figures([
    {label: t('links.clicks'), value: number(now.clicks.qualified), before: number(then.clicks.qualified)},
    {label: t('links.conversions'), value: number(now.conversions), before: number(then.conversions)},
    {label: t('links.revenue'), value: money(now.base), before: money(then.base)},
    {label: t('links.commission'), value: money(now.commission), before: money(then.commission)},
    {label: t('links.per_click'), value: perClick(now), before: perClick(then)},
  ]);
}

function days(overview) {
  return html`<h2>${t('links.by_day')}</h2>
    <trb-chart label=${t('links.chart', {from: day(overview.from), to: day(overview.to)})}
      .labels=${overview.data.map(row => shortDay(row.day))} .series=${[
        {label: t('links.clicks'), values: overview.data.map(row => row.figures.clicks.qualified), bar: true},
        {label: t('links.conversions'), values: overview.data.map(row => row.figures.conversions), axis: 'right'},
      ]}></trb-chart>
    ${table([
      {label: t('links.day'), cell: row => day(row.day)},
      {label: t('links.clicks'), numeric: true, cell: row => number(row.figures.clicks.qualified)},
      {label: t('links.other_clicks'), numeric: true, cell: row => number(row.figures.clicks.total - row.figures.clicks.qualified)},
      {label: t('links.conversions'), numeric: true, cell: row => number(row.figures.conversions)},
      {label: t('links.revenue'), numeric: true, cell: row => money(row.figures.base)},
      {label: t('links.commission'), numeric: true, cell: row => money(row.figures.commission)},
    ], [...overview.data].reverse(), {caption: t('links.by_day')})}`;
}
