// Shops and payment providers that call by themselves: where to, and the secrets that they sign with.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {time} from '../../lib/format.js';
import {empty, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';

export const SENDERS = ['shopify', 'woocommerce', 'stripe'];
const MOST = 2;

/** @param all the secrets of all senders; undefined for somebody who may not see them */
export function sender(page, program, address, one, all) {
  return html`<h3>${choice('senders.name', one)}</h3><p>${t('senders.why')}</p>
    <ol><li>${choice('senders.how', one)}<br><trb-copy text="${address}/${one}" label="${t('senders.copy_address')} (${choice('senders.name', one)})"></trb-copy></li>
      <li>${all ? t('senders.secret_how') : t('senders.secret_owner')}<br><span class="hint">${choice('senders.where', one)}</span></li></ol>
    ${all ? secrets(page, program, one, all.filter(secret => secret.sender === one)) : nothing}`;
}

function secrets(page, program, sender, own) {
  const add = html`<button type="button" aria-label="${t('senders.add')} (${choice('senders.name', sender)})"
    @click=${() => adding(page, program, sender, own.length)}>${t('senders.add')}</button>`;
  return html`${table([
    {label: t('senders.secret'), cell: () => t('senders.sealed')},
    {label: t('senders.given_at'), cell: one => time(one.created_at, program.time_zone)},
    {label: t('common.actions'), cell: one => html`<button type="button" class="quiet" aria-label="${t('senders.end')} (${choice('senders.name', sender)})"
      @click=${() => ending(page, program, sender, one, own.length === 1)}>${t('senders.end')}</button>`},
  ], own, {caption: `${t('senders.secret')} (${choice('senders.name', sender)})`, empty: empty(t('senders.none'), add)})}
  ${own.length === 0 ? nothing : own.length < MOST ? html`<p>${add}</p>` : html`<p class="hint">${t('senders.two_at_most')}</p>`}`;
}

function adding(page, program, sender, count) {
  ask(page, `${t('senders.add')}: ${choice('senders.name', sender)}`, {
    intro: count ? t('senders.add_second') : t('senders.add_first'), label: t('senders.add'), said: t('senders.added'), refused: 'senders.refused',
    fields: [{name: 'secret', label: t('senders.secret'), type: 'password', required: true, dir: 'ltr', min: 16, max: 255, autocomplete: 'off',
      hint: choice('senders.where', sender)}],
    send: ({secret}, intent) => api.post(`/v1/programs/${program.id}/sender_secrets`, {sender, secret}, intent),
  });
}

function ending(page, program, sender, one, isLast) {
  ask(page, `${t('senders.end')}: ${choice('senders.name', sender)}`, {
    intro: isLast ? t('senders.end_last') : t('senders.end_why'), danger: true, label: t('senders.end'), said: t('senders.ended'),
    send: () => api.delete(`/v1/programs/${program.id}/sender_secrets/${one.id}`),
  });
}
