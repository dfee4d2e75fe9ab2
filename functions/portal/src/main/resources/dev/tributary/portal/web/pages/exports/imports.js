// What is brought from elsewhere: first a dry run that writes nothing, and says of each row what would come of it.

import {html, nothing} from 'lit';
import {Problem, api, url} from '../../lib/api.js';
import {ask, sending} from '../../lib/ask.js';
import {code, name, number, time} from '../../lib/format.js';
import {go, here} from '../../lib/place.js';
import {chips, empty, facts, figures, problem, state, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {counted, progress, save} from './files.js';

const KINDS = ['affiliates', 'links', 'coupons', 'conversions'];
const COLUMNS = {
  affiliates: 'name,external_id,email,state,since,group,tags,channels',
  links: 'code,destination,affiliate_id,external_id,email,enabled',
  coupons: 'code,affiliate_id,external_id,email,enabled',
  conversions: 'order_id,amount,currency,occurred_at,coupon,click_id,event,tax_amount,shipping_amount,status',
};
const NEEDED = {
  affiliates: ['name'], links: ['code', 'destination'], coupons: ['code'], conversions: ['order_id', 'amount', 'currency', 'occurred_at'],
};
const MOST_BYTES = 256 * 1024;

export const imports = {
  name: 'imports',
  label: () => t('exports.imports'),

  async load(page) {
    const {program} = page.place;
    if (!program) return {rows: []};
    const {import: id, cursor, at} = page.place.query;
    const [found, one, report] = await Promise.all([
      api.get('/v1/imports', {program_id: program.id, limit: 20, cursor}),
      id ? api.get(`/v1/imports/${encodeURIComponent(id)}`) : undefined,
      id ? api.get(`/v1/imports/${encodeURIComponent(id)}/report`, {limit: 50, cursor: at}) : undefined,
    ]);
    return {rows: found.data, next: found.next_cursor, one, report};
  },

  body(page, {rows, next, one, report}) {
    if (!page.place.program) return empty(t('exports.no_program'));
    return html`${one ? shown(page, one, report) : nothing}
      ${page.may('programs') ? fresh(page) : nothing}
      <h2>${t('exports.past_imports')}</h2><p>${t('exports.imports_kept')}</p>
      ${table([
        {label: t('exports.started'), cell: row => html`<a href=${here({import: row.id, at: ''})}>${time(row.started_at)}</a>`},
        {label: t('exports.kind'), cell: row => choice('exports.list', row.kind)},
        {label: t('exports.run_kind'), cell: row => t(row.dry_run ? 'exports.dry' : 'exports.real')},
        {label: t('exports.state'), cell: row => state(row.state)},
        {label: t('exports.rows'), numeric: true, cell: counted},
        {label: t('exports.created'), numeric: true, cell: row => number(row.progress.created)},
        {label: t('exports.unchanged'), numeric: true, cell: row => number(row.progress.unchanged)},
        {label: t('exports.refused_rows'), numeric: true, cell: row => number(row.progress.refused)},
      ], rows, {caption: t('exports.past_imports'), empty: empty(t('exports.no_imports')),
        more: next && (() => go(here({cursor: next, import: '', at: ''})))})}`;
  },
};

function chosen(page) {
  return KINDS.includes(page.place.query.kind) ? page.place.query.kind : 'affiliates';
}

function fresh(page) {
  const kind = chosen(page);
  const {program} = page.place;
  return html`<h2>${t('exports.new_import')}</h2>
    ${chips(t('exports.kind'), 'kind', kind === 'affiliates' ? '' : kind,
        KINDS.map(one => [one === 'affiliates' ? '' : one, choice('exports.list', one)]))}
    <p>${choice('exports.import_about', kind)}</p>
    <p>${t('exports.columns')} ${COLUMNS[kind].split(',').map((column, at) => html`${at ? ', ' : ''}${
        NEEDED[kind].includes(column) ? html`<strong>${code(column)}</strong>` : code(column)}`)}</p>
    <trb-form label=${t('exports.try')} .fields=${[file()]} .send=${sending(page, {
      refused: 'exports.refused', send: async (values, intent) => begin(page, {kind, program_id: program.id, dry_run: true}, await textOf(values.file), intent),
    })}></trb-form>`;
}

function file() {
  return {name: 'file', label: t('exports.file'), type: 'file', required: true, accept: '.csv,text/csv', hint: t('exports.file_hint'), of: 'rows'};
}

async function textOf(given) {
  if (given.size > MOST_BYTES) throw Object.assign(new Problem(413, {}), {words: t('exports.too_large')});
  return given.text();
}

/** What was tried is kept as long as the page is shown: the real one takes the same text, for the same program. */
async function begin(page, asked, text, intent) {
  const made = await api.send(url('/v1/imports', asked), text, 'text/csv', intent);
  page.tried = asked.dry_run ? {id: made.id, text} : undefined;
  if (page.isConnected) go(here({program: asked.program_id, import: made.id, at: '', cursor: ''}));
}

function shown(page, one, report) {
  const {progress: at} = one;
  return html`<div class="card"><h2>${choice('exports.list', one.kind)}: ${t(one.dry_run ? 'exports.dry' : 'exports.real')} ${state(one.state)}</h2>
    ${figures([
      {label: t('exports.rows'), value: number(at.rows)},
      {label: t(one.dry_run ? 'exports.would_create' : 'exports.created'), value: number(at.created)},
      {label: t('exports.unchanged'), value: number(at.unchanged)},
      {label: t('exports.refused_rows'), value: number(at.refused)},
    ])}
    ${progress(one, at.done, at.rows)}
    ${one.state === 'failed' ? problem(Object.assign(new Error(''), {words: t('exports.import_failed')})) : nothing}
    ${one.dry_run && one.state === 'done' && page.may('programs') ? next(page, one) : nothing}
    ${facts([
      [t('common.program'), programName(page, one)],
      [t('exports.started'), time(one.started_at)], [t('exports.finished'), one.finished_at ? time(one.finished_at) : undefined],
      [t('exports.kept_until'), time(one.kept_until)], [t('exports.id'), code(one.id)]])}
    <h3>${t('exports.report')}</h3>
    ${table([
      {label: t('exports.line'), cell: row => number(row.line)},
      {label: t('exports.result'), cell: row => result(one, row)},
      {label: t('exports.field'), cell: row => row.field ? code(row.field) : '–'},
      {label: t('exports.reason'), cell: row => row.code ? choice('exports.code', row.code) : '–'},
      {label: t('exports.object'), cell: row => object(page, one, row)},
    ], report.data, {caption: t('exports.report'), empty: empty(t('exports.no_report')),
      more: report.next_cursor && (() => go(here({at: report.next_cursor})))})}
    <p><button type="button" @click=${save(page, `/v1/imports/${one.id}/report`, {format: 'csv'}, `report-${one.id}.csv`)}>${t('exports.report_file')}</button></p>
  </div>`;
}

function result(one, row) {
  if (row.result === 'refused') return html`<span class="state bad">${t('exports.refused_row')}</span>`;
  if (row.result === 'unchanged') return html`<span class="state plain">${t('exports.unchanged_row')}</span>`;
  return html`<span class="state good">${t(one.dry_run ? 'exports.would_create_row' : 'exports.created_row')}</span>`;
}

function object(page, one, row) {
  if (!row.object) return '–';
  const place = {aff: 'affiliates', cnv: 'conversions'}[row.object.slice(0, 3)];
  return place && !one.dry_run ? html`<a href="${page.place.root}/${place}/${row.object}">${code(row.object)}</a>` : code(row.object);
}

function programName(page, one) {
  return name(page.place.programs.find(program => program.id === one.program_id)?.name ?? one.program_id);
}

function next(page, one) {
  if (!one.progress.created) return html`<p>${t('exports.nothing_new')}</p>`;
  const tried = page.tried?.id === one.id ? page.tried : undefined;
  return html`<p><button type="button" class="main" @click=${() => ask(page, t('exports.import_now', {count: one.progress.created}), {
    intro: html`<p>${t('exports.import_sure')}</p><p>${t('common.program')}: ${programName(page, one)}</p>`,
    label: t('exports.import_now', {count: one.progress.created}), refused: 'exports.refused',
    fields: tried ? [] : [file()],
    send: async (values, intent) => begin(page, {kind: one.kind, program_id: one.program_id, dry_run: false},
        tried ? tried.text : await textOf(values.file), intent),
  })}>${t('exports.import_now', {count: one.progress.created})}</button></p>`;
}
