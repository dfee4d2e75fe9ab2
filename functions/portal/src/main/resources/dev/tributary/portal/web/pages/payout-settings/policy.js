// When a program pays, and what needs a second person's word. Minimum and hold are promises: they stand in the terms.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {sending} from '../../lib/ask.js';
import {code, day, money, name} from '../../lib/format.js';
import {facts} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';

const SCHEDULES = ['by_hand', 'weekly', 'twice_a_month', 'monthly'];

export const policy = {
  name: 'policy',
  label: () => t('payout-settings.policy'),

  async load(page, path) {
    const [{value, tag}, people] = await Promise.all([api.read(`${path}/payout_policy`), page.may('members') ? api.all('/v1/members') : {rows: []}]);
    return {policy: value, tag, names: new Map(people.rows.map(one => [one.person_id, one.name]))};
  },

  body(page, {policy: now, tag, names}) {
    const {program, root} = page.place;
    const by = (limit, id) => limit && id ? html` <small>${t('payout-settings.set_by')} ${names.has(id) ? name(names.get(id)) : code(id)}</small>` : nothing;
    return html`${facts([
        [t('payout-settings.schedule'), choice('payout-settings.schedule', now.schedule)],
        [t('payout-settings.next'), now.next_period_end ? day(now.next_period_end) : t('payout-settings.no_next')],
        [t('payout-settings.auto'), html`${money(now.auto_approve_below)}${by(now.auto_approve_below, now.auto_approve_set_by)}`],
        [t('payout-settings.second'), html`${money(now.second_approval_above)}${by(now.second_approval_above, now.second_approval_set_by)}`],
        [t('payout-settings.held_to'), now.second_approval_held_to ? money(now.second_approval_held_to) : undefined],
      ])}
      ${now.second_approval_held_to ? html`<p class="explained">${t('payout-settings.held_why')}</p>` : nothing}
      <p>${t('payout-settings.terms_why')} <a href="${root}/terms?program=${program.id}">${t('payout-settings.terms')}</a></p>
      ${page.may('payout_settings') ? html`<h2>${t('payout-settings.change')}</h2>
        <trb-form label=${t('payout-settings.save')} .fields=${fields(now, program)} .send=${sending(page, {
          refused: 'payout-settings.refused', said: t('payout-settings.saved'),
          send: values => api.put(`/v1/programs/${program.id}/payout_policy`, wanted(values, program.currency), tag),
        })}></trb-form>` : nothing}`;
  },
};

function fields(now, {currency, mode}) {
  return [
    {name: 'schedule', label: t('payout-settings.schedule'), type: 'select', required: true, value: now.schedule,
      options: SCHEDULES.map(one => [one, choice('payout-settings.schedule', one)]), ...mode === 'test' && {hint: t('payout-settings.test_hint')}},
    {name: 'auto_approve_below', label: t('payout-settings.auto_in', {currency}), dir: 'ltr', max: 20, value: now.auto_approve_below?.amount,
      hint: t('payout-settings.auto_hint')},
    {name: 'second_approval_above', label: t('payout-settings.second_in', {currency}), dir: 'ltr', max: 20, value: now.second_approval_above?.amount,
      hint: t('payout-settings.second_hint')},
  ];
}

/** A limit that is left empty is none. */
function wanted({schedule, auto_approve_below: auto, second_approval_above: second}, currency) {
  return {
    schedule,
    ...auto && {auto_approve_below: {amount: auto.trim(), currency}},
    ...second && {second_approval_above: {amount: second.trim(), currency}},
  };
}
