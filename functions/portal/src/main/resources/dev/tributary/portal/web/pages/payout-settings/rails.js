// From which accounts a program pays. What is written here is sealed: only its end is ever shown again.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {code, number} from '../../lib/format.js';
import {facts, state} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';

const ends = text => html`<bdi dir="ltr">…${code(text)}</bdi>`;

/** By its name in the policy: its path, what is shown of it, its fields, and what is sent of them. */
const RAILS = {
  sepa: {
    path: 'debtor',
    shown: one => [[t('payout-settings.holder'), html`<bdi>${one.name}</bdi>`], [t('payout-settings.iban'), ends(one.iban_ends)]],
    fields: () => [
      {name: 'name', label: t('payout-settings.holder'), required: true, max: 70, hint: t('payout-settings.holder_hint')},
      {name: 'iban', label: t('payout-settings.iban'), required: true, max: 42, dir: 'ltr'},
      {name: 'bic', label: t('payout-settings.bic'), max: 11, dir: 'ltr', hint: t('payout-settings.bic_hint')},
    ],
    body: values => ({...values, ...values.bic && {bic: values.bic.trim().toUpperCase()}}),
  },
  stripe: {
    path: 'stripe',
    shown: one => [[t('payout-settings.key'), ends(one.key_ends)], [t('payout-settings.secrets'), number(one.webhook_secrets)]],
    fields: () => [
      {name: 'secret_key', label: t('payout-settings.key'), type: 'password', required: true, dir: 'ltr', max: 250, autocomplete: 'new-password',
        hint: t('payout-settings.key_hint')},
      {name: 'first', label: t('payout-settings.secret'), type: 'password', dir: 'ltr', max: 250, autocomplete: 'new-password', of: 'webhook_secrets',
        hint: t('payout-settings.secret_hint')},
      {name: 'second', label: t('payout-settings.secret_old'), type: 'password', dir: 'ltr', max: 250, autocomplete: 'new-password', of: 'webhook_secrets[1]'},
    ],
    body: ({secret_key, first, second}) => ({secret_key, webhook_secrets: [first, second].filter(Boolean)}),
    events: 'stripe',
  },
  paypal: {
    path: 'paypal',
    shown: one => [[t('payout-settings.client'), ends(one.client_id_ends)],
      [t('payout-settings.webhook'), one.webhook_id ? code(one.webhook_id) : t('payout-settings.no_webhook')]],
    fields: () => [
      {name: 'client_id', label: t('payout-settings.client'), required: true, dir: 'ltr', max: 200},
      {name: 'secret', label: t('payout-settings.client_secret'), type: 'password', required: true, dir: 'ltr', max: 200, autocomplete: 'new-password'},
      {name: 'webhook_id', label: t('payout-settings.webhook'), dir: 'ltr', max: 64, hint: t('payout-settings.webhook_hint')},
    ],
    body: values => values,
    events: 'paypal',
  },
};

export const rails = {
  name: 'rails',
  label: () => t('payout-settings.rails'),

  /** Only those that the policy names are there to be asked for. */
  async load(page, path) {
    const {accounts} = await api.get(`${path}/payout_policy`);
    const known = await Promise.all(accounts.filter(one => RAILS[one]).map(async one => [one, await api.read(`${path}/${RAILS[one].path}`)]));
    return {known: new Map(known)};
  },

  body: (page, {known}) => html`<p>${t('payout-settings.rails_why')}</p>
    ${Object.entries(RAILS).map(([name, rail]) => {
      const one = known.get(name);
      return html`<section class="card" aria-labelledby="rail-${name}">
        <h2 id="rail-${name}">${choice('payout-settings.rail', name)} ${one ? state('active') : nothing}</h2>
        ${one ? facts(rail.shown(one.value)) : html`<p>${choice('payout-settings.without', name)}</p>`}
        ${rail.events ? html`<p>${t('payout-settings.events_to')} ${code(`${location.origin}/webhooks/${rail.events}/${page.place.program.id}`)}</p>` : nothing}
        ${page.may('payout_settings') ? html`<button type="button" @click=${() => put(page, name, rail, one)}
          aria-label=${t(one ? 'payout-settings.replace_of' : 'payout-settings.set_of', {rail: choice('payout-settings.rail', name)})}>${
            t(one ? 'payout-settings.replace' : 'payout-settings.set')}</button>` : nothing}</section>`;
    })}`,
};

function put(page, name, rail, one) {
  ask(page, t(one ? 'payout-settings.replace_of' : 'payout-settings.set_of', {rail: choice('payout-settings.rail', name)}), {
    intro: t('payout-settings.sealed'), label: t('payout-settings.save'), refused: 'payout-settings.refused', said: t('payout-settings.saved'),
    fields: rail.fields(),
    send: values => api.put(`/v1/programs/${page.place.program.id}/${rail.path}`, rail.body(values), one?.tag),
  });
}
