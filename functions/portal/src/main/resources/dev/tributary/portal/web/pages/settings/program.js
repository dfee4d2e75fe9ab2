// A merchant's program: what it is called, where its links may lead, and how days and money are counted.

import {html, nothing} from 'lit';
import {Problem, api} from '../../lib/api.js';
import {ask, lines, sending} from '../../lib/ask.js';
import {code, number, time} from '../../lib/format.js';
import {go, here} from '../../lib/place.js';
import {to} from '../../lib/rows.js';
import {empty, facts, state} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {zones} from '../../lib/instants.js';

const refused = 'settings.refused';

export const program = {
  name: 'program',
  label: () => t('settings.program'),
  isFor: page => page.place.kind === 'mer',

  async load(page) {
    const chosen = page.place.program;
    if (!chosen) return {};
    const path = `/v1/programs/${chosen.id}`;
    const [read, purge] = await Promise.all([
      api.read(path),
      // Only who has just asked for one knows that there is one.
      page.place.query.purge ? api.get(`${path}/purge`) : undefined,
    ]);
    return {program: read.value, tag: read.tag, purge, isRunning: purge?.state === 'running'};
  },

  // A new program is the merchant's own affair.
  actions: page => page.may('programs') && !page.place.member.agency_id
      ? html`<button type="button" @click=${() => create(page)}>${t('settings.program_new')}</button>` : nothing,

  body(page, {program: one, tag, purge}) {
    if (!one) return empty(t('settings.no_program'));
    const mayChange = page.may('programs');
    return html`
      ${facts([
        [t('settings.id'), code(one.id)],
        [t('settings.mode'), html`${state(one.mode)} ${choice('settings.mode_of', one.mode)}`],
        [t('settings.hosts'), html`<a href=${to(page.place, 'creatives')}>${t('settings.hosts_where')}</a>`],
        [t('settings.listed_at'), one.listed ? html`<a href="/programs/${one.id}">${t('settings.listed_open')}</a>` : undefined],
        ...mayChange ? [] : shown(one),
      ])}
      ${mayChange ? html`
        <div class="two"><trb-form label=${t('settings.save')} .fields=${fields(one)}
          .send=${sending(page, {refused, said: t('settings.saved'), send: values => save(page, one, tag, values)})}></trb-form></div>
        ${one.mode === 'test' ? cleared(page, one, purge) : nothing}` : nothing}`;
  },
};

function shown(one) {
  return [
    [t('settings.name'), one.name],
    [t('settings.currency'), code(one.currency)],
    [t('settings.zone'), code(one.time_zone)],
    [t('settings.domains'), one.landing_domains.map((domain, at) => html`${at ? ', ' : ''}${code(domain)}`)],
  ];
}

/** Those of a program that is there, or of one that will be. */
function fields(one) {
  return [
    {name: 'name', label: t('settings.name'), required: true, max: 200, value: one?.name},
    {name: 'landing_domains', label: t('settings.domains'), type: 'textarea', rows: 3, dir: 'ltr', required: true,
      value: one?.landing_domains.join('\n'), hint: t('settings.domains_hint')},
    {name: 'currency', label: t('settings.currency'), required: true, max: 3, dir: 'ltr', value: one?.currency ?? 'EUR', hint: t('settings.currency_hint')},
    {name: 'time_zone', label: t('settings.zone'), type: 'select', required: true, hint: t('settings.zone_hint'),
      value: one?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, options: zones(one?.time_zone)},
    {name: 'click_parameter', label: t('settings.click_parameter'), required: true, max: 64, dir: 'ltr', value: one?.click_parameter ?? 'click_id',
      hint: t('settings.click_parameter_hint')},
    {name: 'utm_template', label: t('settings.utm'), max: 500, dir: 'ltr', value: one?.utm_template, hint: t('settings.utm_hint')},
    {name: 'fallback_url', label: t('settings.fallback'), type: 'url', max: 2048, value: one?.fallback_url, hint: t('settings.fallback_hint')},
    {name: 'consent_assumed', label: t('settings.consent'), max: 1000, dir: 'ltr', value: one?.consent_assumed.join(', '), hint: t('settings.consent_hint')},
    {name: 'categories', label: t('settings.categories'), type: 'textarea', rows: 3, value: one?.categories.join('\n'), hint: t('settings.categories_hint')},
    // Nobody applies to a test.
    ...one?.mode === 'live'
        ? [{name: 'listed', label: t('settings.listed'), type: 'checkbox', value: one.listed, hint: t('settings.listed_hint')}] : [],
  ];
}

function written(values) {
  return {
    ...values, currency: values.currency.trim().toUpperCase(), landing_domains: lines(values.landing_domains),
    utm_template: values.utm_template ?? null, fallback_url: values.fallback_url ?? null,
    consent_assumed: lines((values.consent_assumed ?? '').toUpperCase().replaceAll(' ', ',')), categories: lines(values.categories),
  };
}

/** Only what differs: what is fixed by now is not said again. */
async function save(page, one, tag, values) {
  const changed = Object.entries(written(values)).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(one[field]));
  await api.patch(`/v1/programs/${one.id}`, Object.fromEntries(changed), tag).catch(unlisted);
  // The frame shows its name and counts in its zone.
  if (changed.some(([field]) => field === 'name' || field === 'time_zone')) page.place.refresh();
}

/** What it takes to be listed, at the checkbox and in the page's language; others beside it stay in the API's. */
function unlisted(failure) {
  const errors = failure.errors ?? [];
  if (errors.length && errors.every(error => error.code === 'not_yet')) {
    errors.forEach(error => { error.detail = t('settings.listed_not_yet'); });
    failure.isSaid = true;
  }
  throw failure;
}

function create(page) {
  ask(page, t('settings.program_new'), {
    intro: t('settings.program_new_why'), label: t('settings.program_new'), refused,
    // What else there is to say has its defaults, and stands on this page.
    fields: [...fields().slice(0, 4), {name: 'mode', label: t('settings.mode'), type: 'select', required: true, value: 'live',
      options: [['live', choice('settings.mode_of', 'live')], ['test', choice('settings.mode_of', 'test')]]}],
    async send(values, intent) {
      const made = await api.post('/v1/programs', written(values), intent);
      await page.place.refresh();
      if (page.isConnected) go(here({program: made.id, purge: ''}));
      return made;
    },
    said: made => t('settings.program_made', {who: made.name}),
  });
}

function cleared(page, one, purge) {
  return html`<h2>${t('settings.purge')}</h2><div class="card"><p>${t('settings.purge_why')}</p>
    ${purge ? facts([
      [t('settings.state'), state(purge.state)],
      [t('settings.purge_count'), number(purge.deleted)],
      [t('settings.purge_asked'), time(purge.requested_at, one.time_zone)],
      [t('settings.purge_done'), time(purge.done_at, one.time_zone)],
    ]) : nothing}
    ${purge?.state === 'running' ? html`<progress aria-label=${t('settings.purge')}></progress>`
        : html`<button type="button" class="danger" @click=${() => clear(page, one)}>${t('settings.purge')}</button>`}</div>`;
}

function clear(page, one) {
  ask(page, t('settings.purge'), {
    intro: t('settings.purge_sure', {who: one.name}), label: t('settings.purge'), danger: true, refused,
    fields: [{name: 'typed', label: t('settings.purge_type', {who: one.name}), required: true, max: 200}],
    async send(values, intent) {
      if (values.typed.trim() !== one.name) {
        throw Object.assign(new Problem(422, {}), {words: t('settings.purge_other')});
      }
      await api.post(`/v1/programs/${one.id}/purge`, {}, intent);
      if (page.isConnected) go(here({purge: 'now'}), {replace: true});
    },
    said: t('settings.purge_begun'),
  });
}
