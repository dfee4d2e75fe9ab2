// The parts of a terms document that most programs use, as fields: credit, rules, limits, times.

import {html, nothing} from 'lit';
import {CHANNELS} from '../../lib/channels.js';
import {choice, t} from '../../lib/words.js';
import {conditions} from './conditions.js';
import {payKind, payOf} from './document.js';

const MODELS = ['last_click', 'first_click', 'linear', 'position'];
const FLAT = ['percent', 'amount', 'both', 'per_item'];
const MEASURES = ['revenue', 'conversions', 'new_customers', 'qualified_clicks'];
const PERIODS = ['day', 'month', 'quarter', 'year', 'ever'];

/** @param fields of `Fields`; @param program whose terms they are */
export function form(fields, program) {
  return html`${rules(fields, program)}${credit(fields)}${limits(fields)}${times(fields)}${others(fields)}`;
}

function section(id, title, content) {
  return html`<section class="card" aria-labelledby=${id}><h2 id=${id}>${title}</h2>${content}</section>`;
}

function rules(fields, program) {
  const all = fields.get(['rules']) ?? [];
  return section('terms-part-rules', t('terms.rules'), html`<p class="hint">${t('terms.rules_hint')}</p>${fields.faultsOf(['rules'])}
    ${fields.things(['rules'], path => html`<div class="grid-fields">
        ${fields.text([...path, 'id'], t('terms.rule_id'), {hint: t('terms.rule_id_hint')})}
        ${fields.number([...path, 'hold_days'], t('terms.rule_hold'), {hint: t('terms.rule_hold_hint')})}</div>
      ${conditions(fields, [...path, 'conditions'], program)}${pay(fields, [...path, 'pay'])}`,
    {isOrdered: true, name: number => t('terms.rule', {number})})}
    ${fields.add(['rules'], t('terms.rule_add'), {id: `rule-${all.length + 1}`, conditions: [{events: ['sale']}], pay: {percent: ''}})}`);
}

function kind(fields, path, kinds) {
  return fields.select(path, t('terms.pay'), kinds.map(one => [one, choice('terms.pay_kind', one)]),
    {isOwn: true, value: payKind(fields.get(path)), take: one => payOf(one, fields.currency, fields.get(path))});
}

function flat(fields, path, kinds) {
  const now = payKind(fields.get(path));
  return html`${kind(fields, path, kinds)}
    ${now === 'percent' || now === 'both' ? fields.percent([...path, 'percent'], t('terms.percent')) : nothing}
    ${now === 'amount' || now === 'both' ? fields.amount([...path, 'amount'], t('terms.amount')) : nothing}
    ${now === 'per_item' ? fields.amount([...path, 'per_item'], t('terms.per_item')) : nothing}`;
}

function pay(fields, path) {
  const kinds = [...FLAT, 'tiers', 'stages'];
  switch (payKind(fields.get(path))) {
    case 'tiers': return html`<div class="grid-fields">${kind(fields, path, kinds)}</div>${tiers(fields, [...path, 'tiers'])}`;
    case 'stages': return html`<div class="grid-fields">${kind(fields, path, kinds)}</div>${stages(fields, [...path, 'stages'])}`;
    default: return html`<div class="grid-fields">${flat(fields, path, kinds)}</div>`;
  }
}

function tiers(fields, path) {
  const byRevenue = fields.get([...path, 'measure']) === 'revenue';
  const from = byRevenue ? {amount: '', currency: fields.currency} : 0;
  return html`<div class="grid-fields">
      ${fields.select([...path, 'measure'], t('terms.measure'), MEASURES.map(one => [one, choice('terms.measure', one)]))}
      ${fields.select([...path, 'period'], t('terms.period'), PERIODS.map(one => [one, choice('terms.period', one)]))}
      ${fields.select([...path, 'mode'], t('terms.mode'), ['marginal', 'retroactive'].map(one => [one, choice('terms.mode', one)]))}</div>
    ${fields.faultsOf([...path, 'steps'])}
    ${fields.things([...path, 'steps'], step => html`<div class="grid-fields">
        ${byRevenue ? fields.amount([...step, 'from'], t('terms.step_from'))
            : fields.number([...step, 'from'], t('terms.step_from'), {value: Number.isInteger(fields.get([...step, 'from'])) ? fields.get([...step, 'from']) : ''})}
        ${flat(fields, [...step, 'pay'], FLAT)}</div>`, {name: number => t('terms.step', {number})})}
    ${fields.add([...path, 'steps'], t('terms.step_add'), {from, pay: {percent: '', amount: null, per_item: null}})}`;
}

function stages(fields, path) {
  return html`${fields.faultsOf(path)}${fields.things(path, stage => html`<div class="grid-fields">
      ${fields.number([...stage, 'months'], t('terms.months'), {hint: t('terms.months_hint')})}
      ${flat(fields, [...stage, 'pay'], FLAT)}</div>`, {name: number => t('terms.stage', {number})})}
    ${fields.add(path, t('terms.stage_add'), {months: null, pay: {percent: '', amount: null, per_item: null}})}`;
}

function credit(fields) {
  const path = ['attribution'];
  const late = fields.get([...path, 'after_checkout']);
  const binding = fields.get([...path, 'binding']);
  return section('terms-part-credit', t('terms.credit'), html`<div class="grid-fields">
      ${fields.select([...path, 'model'], t('terms.model'), MODELS.map(one => [one, choice('terms.model', one)]),
        {value: fields.get([...path, 'model']) ?? 'last_click'})}
      ${fields.number([...path, 'window_days'], t('terms.window'), {value: fields.get([...path, 'window_days']) ?? 30})}
      ${fields.select([...path, 'precedence'], t('terms.precedence'), ['coupon', 'click'].map(one => [one, choice('terms.precedence', one)]),
        {value: fields.get([...path, 'precedence']) ?? 'coupon'})}
      ${fields.select(['paid_under'], t('terms.paid_under'), ['click', 'conversion'].map(one => [one, choice('terms.paid_under', one)]),
        {value: fields.get(['paid_under']) ?? 'click'})}
      ${fields.number([...path, 'least_seconds'], t('terms.least_seconds'), {hint: t('terms.least_seconds_hint')})}</div>
    ${fields.presence([...path, 'binding'], t('terms.binding'), {months: 12, charges: null, rebind: 'keep'})}
    ${binding ? html`<div class="grid-fields">
      ${fields.number([...path, 'binding', 'months'], t('terms.binding_months'), {hint: t('terms.without_end')})}
      ${fields.number([...path, 'binding', 'charges'], t('terms.binding_charges'), {hint: t('terms.without_end')})}
      ${fields.select([...path, 'binding', 'rebind'], t('terms.rebind'), ['keep', 'new_click'].map(one => [one, choice('terms.rebind', one)]),
        {value: binding.rebind ?? 'keep'})}</div>` : nothing}
    ${fields.presence([...path, 'after_checkout'], t('terms.after_checkout'), {channels: ['browser_extension'], treatment: 'suppress', keeps_percent: null})}
    ${late ? html`${fields.checks([...path, 'after_checkout', 'channels'], t('terms.channels'), CHANNELS.map(one => [one, choice('terms.channel', one)]))}
      <div class="grid-fields">
      ${fields.select([...path, 'after_checkout', 'treatment'], t('terms.treatment'), ['suppress', 'cut'].map(one => [one, choice('terms.treatment', one)]))}
      ${late.treatment === 'cut' || late.keeps_percent !== null && late.keeps_percent !== undefined
          ? fields.optional([...path, 'after_checkout', 'keeps_percent'], t('terms.keeps_percent'), {unit: '%'}) : nothing}</div>` : nothing}`);
}

function limits(fields) {
  const ids = (fields.get(['rules']) ?? []).map(rule => rule.id);
  return section('terms-part-limits', t('terms.limits'), html`<div class="grid-fields">
      ${fields.amount(['limits', 'least'], t('terms.least'), {isOptional: true})}
      ${fields.amount(['limits', 'most'], t('terms.most'), {isOptional: true})}</div>
    <h3>${t('terms.caps')}</h3><p class="hint">${t('terms.caps_hint')}</p>${fields.faultsOf(['caps'])}
    ${fields.things(['caps'], path => html`<div class="grid-fields">
        ${fields.select([...path, 'rule_id'], t('terms.cap_rule'), [['', t('terms.cap_all')], ...ids.map(id => [id, id])], {take: id => id || null})}
        ${fields.select([...path, 'period'], t('terms.period'), ['day', 'month'].map(one => [one, choice('terms.period', one)]))}
        ${fields.amount([...path, 'most'], t('terms.order_most'))}</div>`, {name: number => t('terms.cap', {number})})}
    ${fields.add(['caps'], t('terms.cap_add'), {rule_id: null, period: 'month', most: {amount: '', currency: fields.currency}})}`);
}

function times(fields) {
  return section('terms-part-times', t('terms.times'), html`<div class="grid-fields">
      ${fields.number(['hold_days'], t('terms.hold'), {hint: t('terms.hold_hint'), value: fields.get(['hold_days']) ?? 30})}
      ${fields.select(['validation', 'mode'], t('terms.validation'), ['auto', 'manual'].map(one => [one, choice('terms.validation', one)]),
        {value: fields.get(['validation', 'mode']) ?? 'auto'})}
      ${fields.number(['validation', 'days'], t('terms.validation_days'), {hint: t('terms.validation_days_hint'), value: fields.get(['validation', 'days']) ?? 30})}
      ${fields.amount(['minimum_payout'], t('terms.minimum_payout'))}
      ${fields.number(['pays_within_days'], t('terms.pays_within'), {hint: t('terms.pays_within_hint'), value: fields.get(['pays_within_days']) ?? 65})}</div>`);
}

function others(fields) {
  const clicks = fields.get(['click_pay']);
  const bonuses = fields.get(['bonuses']) ?? [];
  return section('terms-part-others', t('terms.others'), html`
    ${fields.presence(['click_pay'], t('terms.click_pay'), {id: 'clicks', groups: [], amount: {amount: '', currency: fields.currency}, daily_cap: null})}
    ${clicks ? html`<div class="grid-fields">
      ${fields.text(['click_pay', 'id'], t('terms.rule_id'), {hint: t('terms.rule_id_hint')})}
      ${fields.amount(['click_pay', 'amount'], t('terms.click_amount'))}
      ${fields.number(['click_pay', 'daily_cap'], t('terms.daily_cap'))}
      ${fields.list(['click_pay', 'groups'], t('terms.groups'), {hint: t('terms.groups_hint')})}</div>` : nothing}
    <p id="terms-bonuses" tabindex="-1">${t('terms.bonuses', {count: bonuses.length})}</p>
    ${fields.said('terms-bonuses', fields.faultsIn(['bonuses']))}`);
}
