// Who belongs to the account, invited or joined, and as what.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask, first} from '../../lib/ask.js';
import {name, time} from '../../lib/format.js';
import {facts, state, table} from '../../lib/ui.js';
import {LANGUAGES, choice, language, t} from '../../lib/words.js';

const ROLES = {mer: ['owner', 'manager', 'finance', 'viewer'], aff: ['owner', 'manager', 'viewer']};
const refused = 'settings.refused';

export const members = {
  name: 'members',
  label: () => t('settings.members'),
  isFor: page => page.may('members'),

  async load() {
    const {rows, more} = await api.all('/v1/members');
    return {rows, more};
  },

  actions: page => html`<button type="button" class="main" @click=${() => invite(page)}>${t('settings.invite')}</button>`,

  body: (page, {rows, more}) => html`<p>${t('settings.members_why')}</p>
    ${table([
      {label: t('settings.person'), cell: row => html`${name(row.name)}<br><small>${name(row.email)}</small>`},
      {label: t('settings.role'), cell: row => role(row.role)},
      {label: t('settings.state'), cell: row => state(row.joined_at ? 'active' : 'invited')},
      {label: t('settings.invited_at'), cell: row => time(row.invited_at)},
      {label: t('settings.joined_at'), cell: row => time(row.joined_at)},
      {label: t('common.actions'), cell: row => buttons(page, row)},
    ], rows, {caption: t('settings.members')})}
    ${more ? html`<p>${t('settings.first_only', {count: rows.length})}</p>` : nothing}
    <h2>${t('settings.roles')}</h2>
    ${facts(ROLES[page.place.kind].map(one => [role(one), choice('settings.may', `${page.place.kind}_${one}`)]))}`,
};

const role = one => choice('settings.role', one);

function buttons(page, row) {
  const who = row.name;
  return html`<span class="buttons">
    <button type="button" class="quiet" aria-label=${t('settings.change_of', {who})} @click=${() => change(page, row)}>${t('settings.change')}</button>
    ${row.joined_at ? nothing : html`<button type="button" class="quiet" aria-label=${t('settings.resend_to', {who})}
      @click=${() => resend(page, row)}>${t('settings.resend')}</button>`}
    <button type="button" class="quiet" aria-label=${t('settings.remove_of', {who})} @click=${() => remove(page, row)}>${t('settings.remove')}</button>
  </span>`;
}

function roleField(page, value) {
  return {name: 'role', label: t('settings.role'), type: 'select', required: true, value,
    options: ROLES[page.place.kind].map(one => [one, `${role(one)} – ${choice('settings.may', `${page.place.kind}_${one}`)}`])};
}

function invite(page) {
  ask(page, t('settings.invite'), {
    intro: t('settings.invite_why'), label: t('settings.invite_send'), refused,
    fields: [
      {name: 'email', label: t('settings.email'), type: 'email', required: true, max: 254},
      {name: 'name', label: t('settings.name'), required: true, max: 100},
      roleField(page, 'viewer'),
      {name: 'language', label: t('settings.mail_language'), type: 'select', required: true, value: language, options: LANGUAGES},
    ],
    send: (values, intent) => api.post('/v1/members', values, intent),
    said: made => t('settings.invited', {email: made.email}),
  });
}

function change(page, row) {
  first(page, () => api.read(`/v1/members/${row.person_id}`), ({value, tag}) => ask(page, t('settings.change_of', {who: value.name}), {
    label: t('settings.save'), refused,
    fields: [{name: 'name', label: t('settings.name'), required: true, max: 100, value: value.name}, roleField(page, value.role)],
    send: values => api.patch(`/v1/members/${row.person_id}`, values, tag),
    said: t('settings.saved'),
  }));
}

function resend(page, row) {
  ask(page, t('settings.resend_to', {who: row.name}), {
    label: t('settings.resend'), refused,
    fields: [{name: 'language', label: t('settings.mail_language'), type: 'select', required: true, value: language, options: LANGUAGES}],
    send: (values, intent) => api.post(`/v1/members/${row.person_id}/invite`, values, intent),
    said: t('settings.invited', {email: row.email}),
  });
}

function remove(page, row) {
  first(page, () => api.read(`/v1/members/${row.person_id}`), ({tag}) => ask(page, t('settings.remove_of', {who: row.name}), {
    intro: t('settings.remove_why'), label: t('settings.remove'), danger: true, refused,
    send: () => api.delete(`/v1/members/${row.person_id}`, tag),
    said: t('settings.removed', {who: row.name}),
  }));
}
