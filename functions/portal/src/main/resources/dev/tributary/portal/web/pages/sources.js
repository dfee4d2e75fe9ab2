// What earns best: clicks by mark, source or link, and what they earned. Of links the API has the sums; what marks
// earned is added up here, while the page shows how far that is.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {code, day, money, moneyText, name, number, percent} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {rangeOf} from '../lib/range.js';
import '../lib/chart.js';
import {to as address} from '../lib/rows.js';
import {chips, empty, figures, problem, table} from '../lib/ui.js';
import {choice, t} from '../lib/words.js';
import {APART, addUp, commission, nothingYet, perClick} from './sources/earned.js';

const GROUPS = ['link', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'source'];
const MOST_KEYS = 1000;
const MOST_LINKS = 20;
const AT_ONCE = 4;
const IN_CHART = 12;

class Sources extends Page {
  static title = 'sources.title';

  static properties = {marks: {attribute: false}, unread: {state: true}};

  disconnectedCallback() {
    super.disconnectedCallback();
    this.adding?.abort();
  }

  async load() {
    this.adding?.abort();
    this.marks = undefined;
    const {program, query} = this.place;
    if (!program) return {};
    const {from, to} = rangeOf(this.place);
    const by = GROUPS.includes(query.by) ? query.by : 'link';
    const asked = {group_by: by, from, to, ...query.link && by !== 'link' ? {link_id: query.link} : {program_id: program.id}};
    if (by !== 'link') this.addMarks(nothingYet(this.place, by, query.link));
    const [clicks, links, days] = await Promise.all([
      api.all('/v1/clicks', asked, MOST_KEYS),
      api.all(`/v1/programs/${program.id}/links`, {}, MOST_KEYS),
      by === 'link' ? undefined : api.all('/v1/clicks', {...asked, group_by: 'day'}, MOST_KEYS),
    ]);
    const codes = new Map(links.rows.map(one => [one.id, one.code]));
    const rows = clicks.rows.sort((one, other) => other.qualified - one.qualified || other.total - one.total);
    const earned = by === 'link' ? await this.earned([...new Set([...rows.map(row => row.key), ...codes.keys()])].slice(0, MOST_LINKS), from, to) : undefined;
    return {by, rows: earned ? this.withEarnings(rows, earned) : rows, more: clicks.more, codes, earned, from, to,
      all: days && clicksOf(days.rows), isCut: earned && codes.size > MOST_LINKS};
  }

  /** Beside the page: there may be many commissions. What failed goes on where it was. */
  async addMarks(marks) {
    this.adding?.abort();
    const adding = new AbortController();
    this.adding = adding;
    this.marks = marks;
    this.unread = undefined;
    this.requestUpdate();
    try {
      await addUp(marks, () => this.requestUpdate(), adding.signal);
    } catch (failure) {
      if (!adding.signal.aborted) this.unread = failure;
    } finally {
      if (this.adding === adding) {
        this.adding = undefined;
        this.requestUpdate();
      }
    }
  }

  /**
   * Marks with clicks or with commission, and last what no mark stands for. Marks come without clicks where they are
   * among `all others`, or were clicked before these days.
   */
  withMarks({rows, all, more}, marks) {
    const known = new Set(rows.map(row => row.key));
    const without = more || known.has(null) ? {} : {qualified: 0, total: 0};
    const late = [...marks.marks.keys()].filter(key => !known.has(key)).map(key => ({key, ...without}));
    const amount = row => Number(commission(this.ofMark(row))?.amount ?? 0);
    const counted = clicksOf(rows);
    const unmarked = more ? {} : {qualified: all.qualified - counted.qualified, total: all.total - counted.total};
    const shown = [...rows, ...late];
    // Only then: rows that change places while one reads them are no help.
    if (!this.adding) shown.sort((one, other) => amount(other) - amount(one) || (other.qualified ?? 0) - (one.qualified ?? 0));
    return [...shown, ...APART.filter(apart => marks.apart.has(apart) || (apart === 'unmarked' && unmarked.total))
        .map(apart => ({apart, ...apart === 'unmarked' ? unmarked : {}}))];
  }

  ofMark(row) {
    return row.apart ? this.marks.apart.get(row.apart) : this.marks.marks.get(row.key);
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

  body(data) {
    const {by, more, codes, earned, from, to, isCut} = data;
    if (!data.rows) return empty(t('sources.no_program'), html`<a class="button" href="${this.place.root}/programs">${t('sources.to_programs')}</a>`);
    const {marks} = this;
    const rows = marks ? this.withMarks(data, marks) : data.rows;
    const {link} = this.place.query;
    const all = data.all?.qualified ?? clicksOf(rows).qualified;
    const named = rows.filter(row => !row.apart);
    const top = named.slice(0, IN_CHART);
    const label = row => this.label(row, by, codes);
    return html`
      ${chips(t('sources.by'), 'by', by, GROUPS.map(group => [group, choice('sources.group', group)]))}
      ${link && by !== 'link' ? html`<p>${t('sources.of_link')} ${code(codes.get(link) ?? link)}
        <a href=${here({link: ''})}>${t('sources.of_all')}</a></p>` : nothing}
      ${marks ? this.progress(marks) : nothing}
      ${marks?.isWhole && !named.length ? this.none() : nothing}
      ${rows.length ? html`
        ${figures([
          {label: t('sources.best'), value: named.length ? html`<bdi>${label(named[0])}</bdi>` : '–'},
          {label: t('sources.clicks'), value: number(all)},
          ...marks ? [{label: t('sources.commission'), value: money(commission(marks)),
            href: link || !marks.isWhole ? undefined : address(this.place, 'commissions', {from, to})}] : [],
          {label: t('sources.how_many'), value: number(named.length)},
        ])}
        ${top.length ? html`<trb-chart label=${t('sources.chart', {what: choice('sources.group', by), from: day(from), to: day(to)})}
          .labels=${top.map(row => this.label(row, by, codes, 14))} .series=${[
            {label: t('sources.clicks'), values: top.map(row => row.qualified ?? 0), bar: true},
            ...earned ? [{label: t('sources.conversions'), values: top.map(row => earned.get(row.key)?.conversions ?? 0), bar: true, axis: 'right'}] : [],
            ...marks ? [{label: t('sources.conversions'), values: top.map(row => this.ofMark(row)?.conversions.size ?? 0), bar: true, axis: 'right'}] : [],
          ]}></trb-chart>` : nothing}` : nothing}
      ${table([
        {label: choice('sources.group', by), cell: row => this.key(row, by, codes)},
        {label: t('sources.clicks'), numeric: true, cell: row => count(row.qualified)},
        ...earned ? this.earnings(earned) : [],
        ...marks ? this.earningsOfMarks() : [],
        {label: t('sources.share'), numeric: true, cell: row => all && row.qualified !== undefined ? percent(row.qualified / all) : '–'},
        {label: t('sources.other_clicks'), numeric: true, cell: row => count(row.total === undefined ? undefined : row.total - row.qualified)},
      ], rows, {caption: choice('sources.group', by), empty: marks ? nothing : this.none()})}
      ${marks?.apart.has('gone') ? html`<p>${t('sources.gone_note')}</p>` : nothing}
      ${more ? html`<p>${t('sources.first_keys', {count: MOST_KEYS})}</p>` : nothing}
      ${isCut ? html`<p>${t('sources.first_links', {count: MOST_LINKS})}</p>` : nothing}`;
  }

  none() {
    return empty(t('sources.none'), html`<a class="button" href="${this.place.root}/links">${t('sources.to_links')}</a>`);
  }

  /** How far the adding up is; said aloud when it ends, and not with each page. */
  progress(marks) {
    const more = () => this.addMarks(marks);
    return html`<p class="explained">${t('sources.of_days')}</p>
      ${this.adding ? html`<p>${t('sources.adding', {count: marks.looked})}</p><progress aria-label=${t('sources.progress')}></progress>` : nothing}
      <p role="status">${this.adding ? nothing : t(marks.isWhole ? 'sources.added' : 'sources.added_part', {count: marks.values.length})}</p>
      ${this.unread ? problem(this.unread, more)
          : this.adding || marks.isWhole ? nothing : html`<p><button type="button" @click=${more}>${t('sources.add_more')}</button></p>`}`;
  }

  earningsOfMarks() {
    const of = (row, show) => {
      const one = this.ofMark(row);
      return one ? show(one) : this.adding ? '…' : '–';
    };
    return [
      {label: t('sources.conversions'), numeric: true, cell: row => of(row, one => row.apart === 'days' ? '–' : number(one.conversions.size))},
      {label: t('sources.commission'), numeric: true, cell: row => of(row, one => money(commission(one)))},
      {label: t('sources.rate'), numeric: true, cell: row => of(row, one => row.qualified ? percent(one.conversions.size / row.qualified) : '–')},
      {label: t('sources.per_click'), numeric: true, cell: row => of(row, one => row.qualified ? money(perClick(commission(one), row.qualified)) : '–')},
    ];
  }

  earnings(earned) {
    const of = (row, show) => earned.has(row.key) ? show(earned.get(row.key)) : '–';
    return [
      {label: t('sources.conversions'), numeric: true, cell: row => of(row, one => number(one.conversions))},
      {label: t('sources.commission'), numeric: true, cell: row => of(row, one => money(one.commission))},
      {label: t('sources.revenue'), numeric: true, cell: row => of(row, one => money(one.base))},
      {label: t('sources.rate'), numeric: true, cell: row => of(row, one => one.clicks.qualified ? percent(one.conversions / one.clicks.qualified) : '–')},
      {label: t('sources.per_click'), numeric: true, cell: row => of(row, one => one.earnings_per_click === null ? '–'
          : html`<bdi>${moneyText({amount: one.earnings_per_click, currency: one.base.currency})}</bdi>`)},
    ];
  }

  label({key, apart}, by, codes, most = 40) {
    const text = apart ? choice('sources.apart', apart) : key === null ? t('sources.rest') : by === 'link' ? codes.get(key) ?? key : key;
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  }

  /** A link leads to its own page; beside it, to its marks. */
  key(row, by, codes) {
    if (row.apart) return choice('sources.apart', row.apart);
    if (by !== 'link' || row.key === null) return name(this.label(row, by, codes, 200));
    return html`<a href="${this.place.root}/links?${this.kept(row.key)}">${code(codes.get(row.key) ?? row.key)}</a>
      <a href=${here({by: 'sub1', link: row.key})}>${t('sources.its_marks')}</a>`;
  }

  kept(link) {
    const {program, from, to} = this.place.query;
    return new URLSearchParams(Object.entries({program, from, to, link}).filter(([, value]) => value)).toString();
  }
}

/** What rows of clicks come to. */
function clicksOf(rows) {
  return rows.reduce((all, row) => ({qualified: all.qualified + (row.qualified ?? 0), total: all.total + (row.total ?? 0)}), {qualified: 0, total: 0});
}

/** Of a mark of which only what it earned is known there is none. */
function count(clicks) {
  return clicks === undefined ? '–' : number(clicks);
}

customElements.define('trb-sources', Sources);
