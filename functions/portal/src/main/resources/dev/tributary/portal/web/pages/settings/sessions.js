// Where the person is signed in.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {time} from '../../lib/format.js';
import {state, table} from '../../lib/ui.js';
import {t} from '../../lib/words.js';

export const sessions = {
  name: 'sessions',
  label: () => t('settings.sessions'),
  isFor: () => true,

  async load() {
    return {rows: (await api.get('/v1/sessions')).data};
  },

  actions: (page, {rows}) => rows.length < 2 ? nothing
      : html`<button type="button" @click=${() => endOthers(page, rows)}>${t('settings.end_others')}</button>`,

  body: (page, {rows}) => html`<p>${t('settings.sessions_why')}</p>
    ${table([
      {label: t('settings.began'), cell: row => html`${time(row.created_at)}${row.current ? html` <span class="state good">${t('settings.this_one')}</span>` : nothing}`},
      {label: t('settings.last_seen'), cell: row => time(row.last_seen_at)},
      {label: t('settings.fresh'), cell: row => new Date(row.fresh_until) > new Date() ? html`${t('settings.until')} ${time(row.fresh_until)}` : state('expired')},
      {label: t('settings.ends'), cell: row => time(row.expires_at)},
      {label: t('common.actions'), cell: row => html`<button type="button" class="quiet" @click=${() => end(page, row)}>${
          row.current ? t('settings.sign_out') : t('settings.end_session')}</button>`},
    ], rows, {caption: t('settings.sessions')})}`,
};

function end(page, row) {
  ask(page, row.current ? t('settings.sign_out') : t('settings.end_session'), {
    intro: t('settings.end_session_why'),
    label: row.current ? t('settings.sign_out') : t('settings.end_session'),
    async send() {
      await api.delete(`/v1/sessions/${row.id}`);
      if (row.current) location.assign('/sign-in');
    },
    said: t('settings.session_ended'),
  });
}

/** A list has a hundred at most. */
function endOthers(page, rows) {
  const others = rows.filter(row => !row.current);
  ask(page, t('settings.end_others'), {
    intro: t('settings.end_others_why', {count: others.length}), label: t('settings.end_others'), danger: true,
    async send() {
      for (const one of others) {
        await api.delete(`/v1/sessions/${one.id}`).catch(failure => {
          // It ended by itself meanwhile.
          if (failure.status !== 404) throw failure;
        });
      }
    },
    said: t('settings.session_ended'),
  });
}
