// Agencies act in some of a merchant's programs; and what this account may do as one.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {code, name, time} from '../../lib/format.js';
import {empty, state, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';

const ROLES = ['manager', 'finance', 'viewer'];
const refused = 'settings.refused';

export const agencies = {
  name: 'agencies',
  label: () => t('settings.agencies'),
  isFor: page => page.place.kind === 'mer' && page.may('members'),

  async load() {
    const [given, received] = await Promise.all([api.all('/v1/agency_grants'), api.all('/v1/agency_grants/received')]);
    return {given: given.rows, received: received.rows};
  },

  actions: page => page.place.programs.length
      ? html`<button type="button" class="main" @click=${() => give(page)}>${t('settings.grant_give')}</button>` : nothing,

  body: (page, {given, received}) => html`
    <h2>${t('settings.given')}</h2><p>${t('settings.given_why')}</p>
    ${table([
      {label: t('settings.agency'), cell: row => code(row.agency_id)},
      {label: t('settings.role'), cell: row => choice('settings.role', row.role)},
      {label: t('settings.programs'), cell: row => programs(page, row)},
      ...times(),
      {label: t('common.actions'), cell: row => html`<span class="buttons">
        <button type="button" class="quiet" aria-label=${t('settings.change_of', {who: row.agency_id})} @click=${() => give(page, row)}>${t('settings.change')}</button>
        <button type="button" class="quiet" aria-label=${t('settings.end_of', {who: row.agency_id})}
          @click=${() => end(page, row.agency_id, `/v1/agency_grants/${row.agency_id}`)}>${t('settings.end')}</button></span>`},
    ], given, {caption: t('settings.given'), empty: empty(t('settings.no_given'))})}
    <h2>${t('settings.received')}</h2><p>${t('settings.received_why', {id: page.place.tenant})}</p>
    ${table([
      {label: t('settings.merchant'), cell: row => row.accepted_at
          ? html`<a href="/app/${row.merchant_id}/overview">${code(row.merchant_id)}</a>` : code(row.merchant_id)},
      {label: t('settings.role'), cell: row => choice('settings.role', row.role)},
      {label: t('settings.programs'), cell: row => programs(page, row)},
      ...times(),
      {label: t('common.actions'), cell: row => html`<span class="buttons">${row.accepted_at ? nothing
          : html`<button type="button" class="quiet" aria-label=${t('settings.accept_of', {who: row.merchant_id})}
              @click=${() => accept(page, row)}>${t('settings.accept')}</button>`}
        <button type="button" class="quiet" aria-label=${t('settings.end_of', {who: row.merchant_id})}
          @click=${() => end(page, row.merchant_id, `/v1/agency_grants/received/${row.merchant_id}`)}>${
            row.accepted_at ? t('settings.end') : t('settings.decline')}</button></span>`},
    ], received, {caption: t('settings.received'), empty: empty(t('settings.no_received'))})}`,
};

const times = () => [
  {label: t('settings.offered_at'), cell: row => time(row.offered_at)},
  {label: t('settings.accepted_at'), cell: row => row.accepted_at ? time(row.accepted_at) : state('open')},
];

function programs(page, row) {
  const known = new Map(page.place.programs.map(one => [one.id, one.name]));
  return row.program_ids.map((id, at) => html`${at ? ', ' : ''}${known.has(id) ? name(known.get(id)) : code(id)}`);
}

/** The same call gives and changes; what is named takes the place of what was. */
function give(page, row) {
  const own = page.place.programs;
  ask(page, row ? t('settings.change_of', {who: row.agency_id}) : t('settings.grant_give'), {
    intro: t('settings.grant_why'),
    label: row ? t('settings.save') : t('settings.grant_give'), refused,
    fields: [
      ...row ? [] : [{name: 'agency', label: t('settings.agency'), required: true, dir: 'ltr', max: 17, hint: t('settings.agency_hint'), of: 'agency_id'}],
      {name: 'role', label: t('settings.role'), type: 'select', required: true, value: row?.role ?? 'viewer',
        options: ROLES.map(one => [one, `${choice('settings.role', one)} – ${choice('settings.may', `mer_${one}`)}`])},
      ...own.map(one => ({name: one.id, label: one.name, type: 'checkbox', of: 'program_ids', value: row ? row.program_ids.includes(one.id) : own.length === 1})),
    ],
    send: values => api.put(`/v1/agency_grants/${encodeURIComponent((row?.agency_id ?? values.agency).trim())}`,
        {role: values.role, program_ids: own.filter(one => values[one.id]).map(one => one.id)}),
    said: t('settings.granted'),
  });
}

function accept(page, row) {
  ask(page, t('settings.accept_of', {who: row.merchant_id}), {
    intro: t('settings.accept_why'), label: t('settings.accept'), refused,
    async send(_, intent) {
      await api.post(`/v1/agency_grants/received/${row.merchant_id}/accept`, {}, intent);
      // The frame's list of accounts has one more.
      page.place.refresh();
    },
    said: t('settings.saved'),
  });
}

function end(page, who, path) {
  ask(page, t('settings.end_of', {who}), {
    intro: t('settings.end_why'), label: t('settings.end'), danger: true, refused,
    send: () => api.delete(path), said: t('settings.ended'),
  });
}
