// When a rule holds: each condition of one kind, as the API has them.

import {html, nothing} from 'lit';
import {choice, t} from '../../lib/words.js';
import {CHANNELS} from '../../lib/channels.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DEVICES = ['desktop', 'mobile', 'tablet', 'other'];
const NEW = {
  events: () => ['sale'], categories: () => [], products: () => [], groups: () => [], channels: () => [], coupons: () => [],
  new_customer: () => true, countries: () => [], devices: () => ['mobile'], order_amount: () => ({least: null, most: null}),
  dates: () => ({first: null, last: null}), days: () => ['saturday', 'sunday'], hours: () => ({from: '18:00', to: '23:00'}),
};

/** @param path of the list of a rule's conditions */
export function conditions(fields, path, program) {
  const add = event => {
    const kind = event.target.value;
    event.target.value = '';
    if (kind) fields.change(path, [...fields.get(path) ?? [], {[kind]: NEW[kind]()}]);
  };
  return html`${fields.faultsOf(path)}
    ${(fields.get(path) ?? []).length ? nothing : html`<p class="hint">${t('terms.no_conditions')}</p>`}
    ${fields.things(path, (one, value) => condition(fields, one, Object.keys(value)[0], program),
      {name: (number, value) => choice('terms.condition', Object.keys(value)[0])})}
    ${fields.isFixed ? nothing : html`<p><select aria-label=${t('terms.condition_add')} @change=${add}>
      <option value="">${t('terms.condition_add')}</option>
      ${Object.keys(NEW).map(kind => html`<option value=${kind}>${choice('terms.condition', kind)}</option>`)}</select></p>`}`;
}

function condition(fields, path, kind, program) {
  const value = [...path, kind];
  switch (kind) {
    case 'channels': return fields.checks(value, t('terms.one_of'), CHANNELS.map(one => [one, choice('terms.channel', one)]));
    case 'days': return fields.checks(value, t('terms.one_of'), DAYS.map(one => [one, choice('terms.day', one)]));
    case 'devices': return fields.checks(value, t('terms.one_of'), DEVICES.map(one => [one, choice('terms.device', one)]));
    case 'new_customer': return fields.select(value, t('terms.customer'),
      ['true', 'false'].map(one => [one, choice('terms.customer', one)]), {take: text => text === 'true'});
    case 'dates': return html`<div class="grid-fields">${fields.optional([...value, 'first'], t('terms.first_day'), {type: 'date'})}
      ${fields.optional([...value, 'last'], t('terms.last_day'), {type: 'date'})}</div>`;
    case 'hours': return html`<div class="grid-fields">${fields.text([...value, 'from'], t('terms.from_hour'), {type: 'time'})}
      ${fields.text([...value, 'to'], t('terms.to_hour'), {type: 'time', hint: t('terms.to_hour_hint')})}</div>`;
    case 'order_amount': return html`<div class="grid-fields">${fields.amount([...value, 'least'], t('terms.order_least'), {isOptional: true})}
      ${fields.amount([...value, 'most'], t('terms.order_most'), {isOptional: true})}</div>`;
    case 'countries': return fields.list(value, t('terms.one_of'), {hint: t('terms.countries_hint'), take: word => word.toUpperCase()});
    case 'coupons': return fields.list(value, t('terms.one_of'), {hint: t('terms.coupons_hint')});
    case 'categories': return program.categories.length
        ? fields.checks(value, t('terms.one_of'), [...new Set([...program.categories, ...fields.get(value)])].map(one => [one, one]))
        : fields.list(value, t('terms.one_of'), {hint: t('terms.list_hint')});
    case 'events': case 'groups': case 'products':
      return fields.list(value, t('terms.one_of'), {hint: t('terms.list_hint')});
    // A kind that these pages do not know: it stays as it is, and is changed in the JSON view.
    default: return html`<p class="hint">${t('terms.unknown_kind')}</p><pre dir="ltr">${JSON.stringify(fields.get(value), null, 2)}</pre>`;
  }
}
