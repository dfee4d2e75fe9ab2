// The account's API keys: what opens them is shown once, when they are made.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask, showOnce} from '../../lib/ask.js';
import {code, day, name, time} from '../../lib/format.js';
import {chips, state, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';

const SCOPES = ['read', 'write', 'payouts', 'keys', 'members'];

export const keys = {
  name: 'keys',
  label: () => t('settings.keys'),
  isFor: page => page.may('keys'),

  async load(page) {
    const [all, people] = await Promise.all([api.all('/v1/api_keys'), page.may('members') ? api.all('/v1/members') : {rows: []}]);
    const names = new Map([...all.rows.map(key => [key.id, key.name]), ...people.rows.map(one => [one.person_id, one.name])]);
    return {...all, names};
  },

  actions: page => html`<button type="button" class="main" @click=${() => make(page)}>${t('settings.key_make')}</button>`,

  body(page, {rows, more, names}) {
    const shown = rows.filter(row => page.place.query.keys === 'all' || !row.revoked_at)
        .sort((one, other) => other.created_at.localeCompare(one.created_at));
    return html`<p>${t('settings.keys_why')} <a href="/v1/docs">${t('settings.docs')}</a></p>
      ${chips(t('settings.state'), 'keys', page.place.query.keys, [['', t('settings.in_use')], ['all', t('settings.all')]])}
      ${table([
        {label: t('settings.name'), cell: row => html`${name(row.name)}<br><small>${code(row.id)}</small>`},
        {label: t('settings.mode'), cell: row => state(row.mode)},
        {label: t('settings.scopes'), cell: row => row.scopes.map(scope => choice('settings.scope', scope)).join(', ')},
        {label: t('settings.for_whom'), cell: row => row.person ? name(row.person) : '–'},
        {label: t('settings.made_by'), cell: row => row.made_by === null ? t('settings.with_account')
            : names.has(row.made_by) ? name(names.get(row.made_by)) : code(row.made_by)},
        {label: t('settings.made_at'), cell: row => time(row.created_at)},
        {label: t('settings.last_used'), cell: row => row.last_used_on ? day(row.last_used_on) : t('settings.never')},
        {label: t('common.actions'), cell: row => row.revoked_at
            ? html`${state('revoked')} <small>${time(row.revoked_at)}</small>`
            : html`<button type="button" class="quiet" aria-label=${t('settings.revoke_of', {who: row.name})}
                @click=${() => revoke(page, row)}>${t('settings.revoke')}</button>`},
      ], shown, {caption: t('settings.keys'), empty: t('settings.no_keys')})}
      ${more ? html`<p>${t('settings.first_only', {count: rows.length})}</p>` : nothing}`;
  },
};

function make(page) {
  ask(page, t('settings.key_make'), {
    label: t('settings.key_make'), refused: 'settings.refused',
    fields: [
      {name: 'name', label: t('settings.name'), required: true, max: 100, hint: t('settings.key_name_hint')},
      {name: 'mode', label: t('settings.mode'), type: 'select', required: true, value: 'live',
        options: [['live', choice('settings.mode_of', 'live')], ['test', choice('settings.mode_of', 'test')]]},
      ...SCOPES.map((scope, at) => ({name: `scope_${scope}`, type: 'checkbox', value: scope === 'read', of: at ? `scopes[${at}]` : 'scopes',
        label: `${choice('settings.scope', scope)} – ${choice('settings.scope_why', scope)}`})),
      {name: 'person', label: t('settings.for_whom'), max: 100, hint: t('settings.person_hint'), autocomplete: 'off'},
    ],
    async send(values, intent) {
      const scopes = SCOPES.filter(scope => values[`scope_${scope}`]);
      const {person} = values;
      const made = await api.post('/v1/api_keys', {name: values.name, mode: values.mode, scopes, ...person && {person}}, intent);
      // The answer to a repeat does not say it: then the key is revoked, and another one made.
      if (made.secret) showOnce(t('settings.key_made', {who: made.name}), t('settings.key_once'), made.secret);
      else showOnce(t('settings.key_made', {who: made.name}), t('settings.key_lost'), made.id);
      return made;
    },
    said: made => t('settings.key_made', {who: made.name}),
  });
}

function revoke(page, row) {
  ask(page, t('settings.revoke_of', {who: row.name}), {
    intro: t('settings.revoke_why'), label: t('settings.revoke'), danger: true,
    refused: 'settings.refused',
    send: () => api.delete(`/v1/api_keys/${row.id}`),
    said: t('settings.revoked', {who: row.name}),
  });
}
