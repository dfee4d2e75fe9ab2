// What earns best: clicks by mark, source or link, and for links what they earned. Marks come without earnings: the
// platform counts conversions by link (see the note on the page).

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {code, day, money, moneyText, name, number, percent} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {rangeOf} from '../lib/range.js';
import '../lib/chart.js';
import {chips, empty, figures, table} from '../lib/ui.js';
import {choice, t} from '../lib/words.js';

const GROUPS = ['link', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'source'];
const MOST_KEYS = 1000;
const MOST_LINKS = 20;
const AT_ONCE = 4;
const IN_CHART = 12;

class Sources extends Page {
  static title = 'sources.title';

  async load() {
    const {program, query} = this.place;
    if (!program) return {};
    const {from, to} = rangeOf(this.place);
    const by = GROUPS.includes(query.by) ? query.by : 'link';
    const asked = {group_by: by, from, to, ...query.link && by !== 'link' ? {link_id: query.link} : {program_id: program.id}};
    const [clicks, links] = await Promise.all([
      api.all('/v1/clicks', asked, MOST_KEYS),
      api.all(`/v1/programs/${program.id}/links`, {}, MOST_KEYS),
    ]);
    const codes = new Map(links.rows.map(one => [one.id, one.code]));
    const rows = clicks.rows.sort((one, other) => other.qualified - one.qualified || other.total - one.total);
    const earned = by === 'link' ? await this.earned([...new Set([...rows.map(row => row.key), ...codes.keys()])].slice(0, MOST_LINKS), from, to) : undefined;
    return {by, rows: earned ? this.withEarnings(rows, earned) : rows, more: clicks.more, codes, earned, from, to,
      isCut: earned && codes.size > MOST_LINKS};
  }

  /** Of the links with the most clicks, a few at once. */
  async earned(ids, from, to) {
    const earned = new Map();
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      const answers = await Promise.all(some.map(id => api.get('/v1/overview', {link_id: id, from, to})));
      some.forEach((id, which) => earned.set(id, answers[which].totals));
    }
    return earned;
  }

  /** Links with earnings first, also those whose clicks came before these days. */
  withEarnings(rows, earned) {
    const counted = new Map(rows.map(row => [row.key, row]));
    earned.forEach((of, key) => {
      if (!counted.has(key)) counted.set(key, {key, qualified: of.clicks.qualified, total: of.clicks.total});
    });
    const amount = key => Number(earned.get(key)?.commission.amount ?? 0);
    return [...counted.values()].filter(row => row.total || amount(row.key))
        .sort((one, other) => amount(other.key) - amount(one.key) || other.qualified - one.qualified);
  }

  actions() {
    return html`<trb-range .place=${this.place}></trb-range>`;
  }

  body({by, rows, more, codes, earned, from, to, isCut}) {
    if (!rows) return empty(t('sources.no_program'), html`<a class="button" href="${this.place.root}/programs">${t('sources.to_programs')}</a>`);
    const {link} = this.place.query;
    const all = rows.reduce((sum, row) => sum + row.qualified, 0);
    const top = rows.slice(0, IN_CHART);
    const label = row => this.label(row.key, by, codes);
    return html`
      ${chips(t('sources.by'), 'by', by, GROUPS.map(group => [group, choice('sources.group', group)]))}
      ${link && by !== 'link' ? html`<p>${t('sources.of_link')} ${code(codes.get(link) ?? link)}
        <a href=${here({link: ''})}>${t('sources.of_all')}</a></p>` : nothing}
      ${by === 'link' ? nothing : html`<p class="explained">${t('sources.clicks_only')}</p>`}
      ${rows.length ? html`
        ${figures([
          {label: t('sources.best'), value: html`<bdi>${label(rows[0])}</bdi>`},
          {label: t('sources.clicks'), value: number(all)},
          {label: t('sources.how_many'), value: number(rows.length)},
        ])}
        <trb-chart label=${t('sources.chart', {what: choice('sources.group', by), from: day(from), to: day(to)})}
          .labels=${top.map(row => this.label(row.key, by, codes, 14))} .series=${[
            {label: t('sources.clicks'), values: top.map(row => row.qualified), bar: true},
            ...earned ? [{label: t('sources.conversions'), values: top.map(row => earned.get(row.key)?.conversions ?? 0), bar: true, axis: 'right'}] : [],
          ]}></trb-chart>` : nothing}
      ${table([
        {label: choice('sources.group', by), cell: row => this.key(row, by, codes)},
        {label: t('sources.clicks'), numeric: true, cell: row => number(row.qualified)},
        {label: t('sources.share'), numeric: true, cell: row => all ? percent(row.qualified / all) : '–'},
        {label: t('sources.other_clicks'), numeric: true, cell: row => number(row.total - row.qualified)},
        ...earned ? this.earnings(earned) : [],
      ], rows, {caption: choice('sources.group', by), empty: empty(t('sources.none'),
        html`<a class="button" href="${this.place.root}/links">${t('sources.to_links')}</a>`)})}
      ${more ? html`<p>${t('sources.first_keys', {count: MOST_KEYS})}</p>` : nothing}
      ${isCut ? html`<p>${t('sources.first_links', {count: MOST_LINKS})}</p>` : nothing}`;
  }

  earnings(earned) {
    const of = (row, show) => earned.has(row.key) ? show(earned.get(row.key)) : '–';
    return [
      {label: t('sources.conversions'), numeric: true, cell: row => of(row, one => number(one.conversions))},
      {label: t('sources.rate'), numeric: true, cell: row => of(row, one => one.clicks.qualified ? percent(one.conversions / one.clicks.qualified) : '–')},
      {label: t('sources.revenue'), numeric: true, cell: row => of(row, one => money(one.base))},
      {label: t('sources.commission'), numeric: true, cell: row => of(row, one => money(one.commission))},
      {label: t('sources.per_click'), numeric: true, cell: row => of(row, one => one.earnings_per_click === null ? '–'
          : html`<bdi>${moneyText({amount: one.earnings_per_click, currency: one.base.currency})}</bdi>`)},
    ];
  }

  label(key, by, codes, most = 40) {
    const text = key === null ? t('sources.rest') : key === '' ? t('sources.unmarked') : by === 'link' ? codes.get(key) ?? key : key;
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  }

  /** A link leads to its own page; beside it, to its marks. */
  key(row, by, codes) {
    if (by !== 'link' || row.key === null) return name(this.label(row.key, by, codes, 200));
    return html`<a href="${this.place.root}/links?${this.kept(row.key)}">${code(codes.get(row.key) ?? row.key)}</a>
      <a href=${here({by: 'sub1', link: row.key})}>${t('sources.its_marks')}</a>`;
  }

  kept(link) {
    const {program, from, to} = this.place.query;
    return new URLSearchParams(Object.entries({program, from, to, link}).filter(([, value]) => value)).toString();
  }
}
customElements.define('trb-sources', Sources);
