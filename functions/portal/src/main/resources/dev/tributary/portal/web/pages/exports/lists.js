// A list as a file: the same rows as on its page, with the same filters, however many there are.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {sending} from '../../lib/ask.js';
import {code, day, name, plusDays, time} from '../../lib/format.js';
import {go, here} from '../../lib/place.js';
import {chips, empty, facts, problem, state, stateWord, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {startOf} from '../../lib/instants.js';
import {counted, files, progress} from './files.js';

/** What each list may be narrowed by: as the list itself. */
const FILTERS = {
  conversions: ['from', 'to', 'affiliate_id', 'order_id', 'state'],
  commissions: ['from', 'to', 'affiliate_id', 'order_id', 'state'],
  clicks: ['from', 'to', 'affiliate_id', 'group_by'],
  affiliates: [],
  enrollments: ['affiliate_id', 'state'],
  links: ['affiliate_id'],
  coupons: ['affiliate_id'],
  payouts: ['run_id', 'state'],
  adjustments: ['affiliate_id'],
  audit_events: [],
};
/** The merchant's own affair, and no agency's. */
const OF_THE_ACCOUNT = ['affiliates', 'audit_events'];
const STATES = {
  conversions: ['converted', 'unattributed', 'unproven'],
  commissions: ['pending', 'under_review', 'released', 'reversed'],
  enrollments: ['applied', 'invited', 'approved', 'rejected', 'paused', 'ended', 'banned'],
  payouts: ['planned', 'reserved', 'submitted', 'paid', 'failed', 'unclaimed', 'blocked_by_rail', 'unknown', 'returned', 'dropped'],
};
const GROUPS = ['day', 'link', 'affiliate', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'source', 'creative', 'country', 'device'];

export const lists = {
  name: 'lists',
  label: () => t('exports.lists'),

  async load(page) {
    const kind = chosen(page);
    const {export: id, cursor} = page.place.query;
    const {program} = page.place;
    const [found, one, affiliates, runs] = await Promise.all([
      api.get('/v1/exports', {limit: 20, cursor}),
      id ? api.get(`/v1/exports/${encodeURIComponent(id)}`) : undefined,
      FILTERS[kind].includes('affiliate_id') ? api.all('/v1/affiliates') : {rows: []},
      FILTERS[kind].includes('run_id') && program ? api.all('/v1/payout_runs', {program_id: program.id}, 100) : {rows: []},
    ]);
    return {kind, rows: found.data, next: found.next_cursor, one, affiliates: affiliates.rows, runs: runs.rows};
  },

  body: (page, data) => html`
    ${data.one ? shown(page, data.one) : nothing}
    ${page.may('export') ? html`<h2>${t('exports.new')}</h2>
      ${chips(t('exports.kind'), 'kind', data.kind === 'conversions' ? '' : data.kind,
          Object.keys(FILTERS).filter(kind => !page.place.member.agency_id || !OF_THE_ACCOUNT.includes(kind)).map(kind => [kind === 'conversions' ? '' : kind, choice('exports.list', kind)]))}
      <p>${choice('exports.about', data.kind)}</p>
      ${data.kind === 'payouts' && !data.runs.length ? empty(t('exports.no_runs'))
          : html`<div class="two">${form(page, data)}</div>`}` : nothing}
    <h2>${t('exports.past')}</h2><p>${t('exports.kept')}</p>
    ${table([
      {label: t('exports.started'), cell: row => html`<a href=${here({export: row.id})}>${time(row.started_at)}</a>`},
      {label: t('exports.kind'), cell: row => choice('exports.list', row.kind)},
      {label: t('exports.filter'), cell: row => filter(page, row)},
      {label: t('exports.state'), cell: row => state(row.state)},
      {label: t('exports.rows'), numeric: true, cell: counted},
      {label: t('exports.kept_until'), cell: row => time(row.kept_until)},
    ], data.rows, {caption: t('exports.past'), empty: empty(t('exports.no_lists')),
      more: data.next && (() => go(here({cursor: data.next, export: ''})))})}`,
};

function chosen(page) {
  return FILTERS[page.place.query.kind] ? page.place.query.kind : 'conversions';
}

/** Lit keeps elements where the template is the same: another kind is another form. */
function form(page, {kind, affiliates, runs}) {
  const given = page.place.query;
  const zone = page.place.program?.time_zone ?? 'UTC';
  const all = [['', t('exports.all')]];
  const field = {
    from: () => ({name: 'from', label: t('exports.from'), type: 'date', value: given.from}),
    to: () => ({name: 'to', label: t('exports.to'), type: 'date', value: given.to, hint: t('exports.days_in', {zone})}),
    affiliate_id: () => ({name: 'affiliate_id', label: t('exports.affiliate'), type: 'select', value: given.affiliate_id,
      options: [...all, ...affiliates.map(one => [one.id, one.name])]}),
    order_id: () => ({name: 'order_id', label: t('exports.order'), dir: 'ltr', max: 200, value: given.order_id}),
    state: () => ({name: 'state', label: t('exports.state'), type: 'select', value: given.state,
      options: [...all, ...STATES[kind].map(one => [one, stateWord(one)])]}),
    group_by: () => ({name: 'group_by', label: t('exports.group'), type: 'select', required: true, value: given.group_by ?? 'day',
      options: GROUPS.map(one => [one, choice('exports.by', one)])}),
    run_id: () => ({name: 'run_id', label: t('exports.run'), type: 'select', required: true, value: given.run_id,
      options: runs.map(run => [run.id, `${run.period_end ? `${run.period_end} ` : ''}${run.id}`])}),
  };
  const fields = FILTERS[kind].map(one => ({...field[one](), of: `filter.${one}`}));
  return html`<trb-form label=${t('exports.start')} .fields=${fields} .send=${sending(page, {
    refused: 'exports.refused',
    async send(values, intent) {
      const made = await api.post('/v1/exports', wanted(page, kind, values), intent);
      if (page.isConnected) go(here({export: made.id, cursor: ''}));
    },
  })}></trb-form>`;
}

/** Days as the list takes them: instants of orders, days of clicks. The audit log is the account's, a run names its program. */
function wanted(page, kind, values) {
  const filter = {...values};
  const {program} = page.place;
  if (kind === 'conversions' || kind === 'commissions') {
    if (filter.from) filter.from = startOf(filter.from, program?.time_zone ?? 'UTC');
    if (filter.to) filter.to = startOf(plusDays(filter.to, 1), program?.time_zone ?? 'UTC');
  }
  const isOfProgram = kind !== 'audit_events' && kind !== 'payouts' && program;
  return {kind, ...isOfProgram && {program_id: program.id}, filter};
}

function shown(page, one) {
  const called = `${one.kind}-${one.started_at.slice(0, 10)}`;
  return html`<div class="card"><h2>${choice('exports.list', one.kind)} ${state(one.state)}</h2>
    ${facts([
      [t('exports.started'), time(one.started_at)],
      [t('exports.finished'), one.finished_at ? time(one.finished_at) : undefined],
      [t('exports.rows'), counted(one)],
      [t('exports.filter'), filter(page, one)],
      [t('exports.id'), code(one.id)],
    ])}
    ${progress(one, one.progress.rows)}
    ${one.failure ? problem(Object.assign(new Error(''), {words: choice('exports.failure', one.failure)})) : nothing}
    ${files(page, one, called)}</div>`;
}

function filter(page, one) {
  const parts = ['program_id', ...FILTERS[one.kind]].filter(field => one.filter[field]).map(field => [field, one.filter[field]]);
  if (!parts.length) return t('exports.all');
  return html`<ul class="in-a-row">${parts.map(([field, value]) => html`<li>${word(page, one, field, value)}</li>`)}</ul>`;
}

function word(page, one, field, value) {
  const zone = page.place.programs.find(program => program.id === one.filter.program_id)?.time_zone;
  const when = () => value.includes('T') ? time(value, zone) : day(value);
  switch (field) {
    case 'from': return html`${t('exports.from')}: ${when()}`;
    case 'to': return html`${value.includes('T') ? t('exports.before') : t('exports.to')}: ${when()}`;
    case 'state': return stateWord(value);
    case 'group_by': return choice('exports.by', value);
    case 'program_id': return name(page.place.programs.find(program => program.id === value)?.name ?? value);
    default: return code(value);
  }
}
