// One affiliate, as its merchant sees it: what it brought, what it has, how it is enrolled, and its links.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask} from '../lib/ask.js';
import {code, day, money, name, number, percent, shortDay, time} from '../lib/format.js';
import {note} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {rangeOf} from '../lib/range.js';
import '../lib/chart.js';
import {facts, figures, openDialog, problem, skeleton, state, table} from '../lib/ui.js';
import {walk} from '../lib/rows.js';
import {choice, t} from '../lib/words.js';
import {enrollmentCard, editLinkPay} from './affiliate/enrollment.js';
import {payText} from './affiliate/pay.js';

class AffiliatePage extends Page {
  static title = 'affiliate.title';

  async load() {
    const id = this.place.params.affiliate;
    const affiliate = await api.get(`/v1/affiliates/${id}`);
    note(this.place, [affiliate]);
    const [enrollments, balances, links] = await Promise.all([
      api.all('/v1/enrollments', {affiliate_id: id}),
      api.all('/v1/balances', {affiliate_id: id}),
      walk('/v1/links', {affiliate_id: id}),
    ]);
    const chosen = enrollments.rows.find(one => one.program_id === this.place.program?.id) ?? enrollments.rows[0];
    const {from, to} = rangeOf(this.place);
    const overview = chosen && await api.get('/v1/overview', {program_id: chosen.program_id, affiliate_id: id, from, to});
    return {affiliate, enrollments: enrollments.rows, balances: balances.rows, links, overview,
      keys: this.data?.keys && await this.keys(id)};
  }

  /** Those that this merchant has made for it. Asked for when they are looked at: of others' affiliates they are not there. */
  async keys(id) {
    try {
      return {rows: (await api.all(`/v1/affiliates/${id}/api_keys`)).rows};
    } catch (failure) {
      return {failure};
    }
  }

  openKeys = async event => {
    if (!event.target.open || this.data.keys) return;
    const {turn} = this;
    const keys = await this.keys(this.data.affiliate.id);
    if (turn === this.turn) this.data = {...this.data, keys};
  };

  heading() {
    return this.data?.affiliate ? name(this.data.affiliate.name) : t('affiliate.title');
  }

  actions({affiliate}) {
    return html`${this.may('programs') ? html`<a class="button"
        href="${this.place.root}/threads?new=1&affiliate_id=${affiliate.id}">${t('affiliate.write')}</a>` : nothing}
      <trb-range .place=${this.place}></trb-range>`;
  }

  body({affiliate, enrollments, balances, links, keys, overview}) {
    return html`
      ${overview ? this.overview(overview, affiliate) : html`<p>${t('affiliate.not_enrolled')}</p>`}
      ${facts([
        [t('affiliate.id'), code(affiliate.id)],
        [t('affiliate.created'), time(affiliate.created_at, this.place.program?.time_zone)],
        [t('affiliate.address'), affiliate.email_known ? t('affiliate.address_known') : t('affiliate.address_unknown')],
        [t('affiliate.channels'), affiliate.channels.length ? affiliate.channels.map((one, at) =>
            html`${at ? html`<br>` : nothing}${choice('affiliate.channel', one.kind)}: ${name(one.name)}`) : t('affiliate.no_channels')],
      ])}
      <h2>${t('affiliate.enrollments')}</h2>
      ${enrollments.map(one => enrollmentCard(this, one))}
      <h2>${t('affiliate.balances')}</h2>
      ${this.balances(balances)}
      <h2>${t('affiliate.links')}</h2>
      ${this.links(links, enrollments)}
      ${this.may('keys') ? html`<details class="more" @toggle=${this.openKeys}><summary>${t('affiliate.keys')}</summary>
        ${!keys ? skeleton(2) : keys.failure ? this.noKeys(keys.failure) : this.keyList(keys.rows, affiliate)}</details>` : nothing}`;
  }

  programName(id) {
    return name(this.place.programs.find(one => one.id === id)?.name ?? id);
  }

  overview({program_id: program, totals, before, data, from, to}, affiliate) {
    const query = new URLSearchParams({program, affiliate_id: affiliate.id, from, to});
    const link = path => `${this.place.root}/${path}?${query}`;
    const then = before.figures;
    const rate = one => one.clicks.qualified ? percent(one.conversions / one.clicks.qualified) : '–';
    return html`
      ${figures([
        {label: t('affiliate.clicks'), value: number(totals.clicks.qualified), before: number(then.clicks.qualified), href: link('links')},
        {label: t('affiliate.conversions'), value: number(totals.conversions), before: number(then.conversions), href: link('conversions')},
        {label: t('affiliate.revenue'), value: money(totals.base), before: money(then.base), href: link('conversions')},
        {label: t('affiliate.commission'), value: money(totals.commission), before: money(then.commission), href: link('commissions')},
        {label: t('affiliate.rate'), value: rate(totals), before: rate(then)},
      ])}
      <p>${t('affiliate.compared', {from: day(before.from), to: day(before.to)})}
        ${this.place.programs.length > 1 ? html`${t('affiliate.of_program')} ${this.programName(program)}` : nothing}</p>
      <trb-chart label=${t('affiliate.chart', {from: day(from), to: day(to)})}
        .labels=${data.map(row => shortDay(row.day))}
        .series=${[
          {label: t('affiliate.clicks'), values: data.map(row => row.figures.clicks.qualified), bar: true},
          {label: t('affiliate.conversions'), values: data.map(row => row.figures.conversions), axis: 'right'},
        ]}></trb-chart>
      <details class="more"><summary>${t('affiliate.by_day')}</summary>${table([
        {label: t('affiliate.day'), cell: row => day(row.day)},
        {label: t('affiliate.clicks'), numeric: true, cell: row => number(row.figures.clicks.qualified)},
        {label: t('affiliate.conversions'), numeric: true, cell: row => number(row.figures.conversions)},
        {label: t('affiliate.revenue'), numeric: true, cell: row => money(row.figures.base)},
        {label: t('affiliate.commission'), numeric: true, cell: row => money(row.figures.commission)},
      ], [...data].reverse(), {caption: t('affiliate.by_day')})}</details>`;
  }

  balances(rows) {
    const of = (label, part) => ({label, numeric: true, cell: row => money(row[part])});
    return table([
      {label: t('affiliate.program'), cell: row => this.programName(row.program_id)},
      of(t('affiliate.pending'), 'pending'),
      of(t('affiliate.held'), 'held'),
      of(t('affiliate.available'), 'available'),
      of(t('affiliate.in_flight'), 'in_flight'),
      of(t('affiliate.receivable'), 'receivable'),
      {label: t('affiliate.released_through'), cell: row => row.released_through ? day(row.released_through) : '–'},
    ], rows, {caption: t('affiliate.balances')});
  }

  links({rows, cursor}, enrollments) {
    const enrollmentOf = row => enrollments.find(one => one.program_id === row.program_id);
    return table([
      {label: t('affiliate.link'), cell: row => code(row.path)},
      ...this.place.programs.length > 1 ? [{label: t('affiliate.program'), cell: row => this.programName(row.program_id)}] : [],
      {label: t('affiliate.leads_to'), cell: row => code(row.destination)},
      {label: t('affiliate.enabled'), cell: row => row.enabled ? t('affiliate.yes') : state('disabled')},
      {label: t('affiliate.own_pay'), cell: row => {
        const enrollment = enrollmentOf(row);
        const pay = enrollment?.link_pay[row.id];
        return html`${pay ? payText(pay) : t('affiliate.as_enrolled')}
          ${enrollment && this.may('programs') ? html`<button type="button" class="quiet"
            @click=${() => editLinkPay(this, row)}>${t('affiliate.change')}<span class="unseen"> ${row.path}</span></button>` : nothing}`;
      }},
    ], rows, {
      caption: t('affiliate.links'), empty: t('affiliate.no_links'),
      more: cursor ? () => this.moreLinks() : undefined,
    });
  }

  async moreLinks() {
    const {turn} = this;
    try {
      const links = await walk('/v1/links', {affiliate_id: this.data.affiliate.id}, {before: this.data.links});
      if (turn === this.turn) this.data = {...this.data, links};
    } catch (failure) {
      this.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
    }
  }

  noKeys(failure) {
    return failure.status === 404 ? html`<p>${t('affiliate.keys_of_others')}</p>` : problem(failure);
  }

  /** An affiliate that lost its first key has no other way in than this. */
  keyList(keys, affiliate) {
    return html`<p>${t('affiliate.keys_why')}</p>
      ${table([
        {label: t('affiliate.key_name'), cell: row => name(row.name)},
        {label: t('affiliate.id'), cell: row => code(row.id)},
        {label: t('affiliate.created'), cell: row => time(row.created_at, this.place.program?.time_zone)},
        {label: t('affiliate.enabled'), cell: row => row.revoked_at ? state('revoked') : html`${t('affiliate.yes')}
          <button type="button" class="quiet" @click=${() => this.revoke(affiliate, row)}>${t('affiliate.revoke')}</button>`},
      ], keys, {caption: t('affiliate.keys'), empty: t('affiliate.no_keys')})}
      <p><button type="button" @click=${() => this.makeKey(affiliate)}>${t('affiliate.make_key')}</button></p>`;
  }

  makeKey(affiliate) {
    ask(this, t('affiliate.make_key'), {
      intro: t('affiliate.make_key_why'),
      fields: [{name: 'name', label: t('affiliate.key_name'), required: true, max: 100}],
      label: t('affiliate.make_key'),
      send: async (values, intent) => {
        const made = await api.post(`/v1/affiliates/${affiliate.id}/api_keys`, values, intent);
        openDialog(t('affiliate.key_made'), () => html`<p>${t('affiliate.key_once')}</p>
          ${made.secret ? html`<trb-copy text=${made.secret}></trb-copy>` : code(made.id)}`);
      },
    });
  }

  revoke(affiliate, key) {
    ask(this, t('affiliate.revoke'), {
      intro: t('affiliate.revoke_why', {name: key.name}),
      label: t('affiliate.revoke'),
      danger: true,
      said: t('affiliate.revoked'),
      send: () => api.delete(`/v1/affiliates/${affiliate.id}/api_keys/${key.id}`),
    });
  }
}
customElements.define('trb-affiliate', AffiliatePage);
