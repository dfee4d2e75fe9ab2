// What one affiliate is paid in place of the rules: said in a sentence, and set in a form.

import {html} from 'lit';
import {decimal} from '../../lib/ask.js';
import {moneyText, number} from '../../lib/format.js';
import {t} from '../../lib/words.js';

/** @param pay of the API, null for that of the rules */
export function payText(pay) {
  if (!pay) return html`<span class="none">${t('affiliate.pay_by_rules')}</span>`;
  if (pay.stages) return t('affiliate.pay_stages', {count: pay.stages.length, first: flatText(pay.stages[0].pay)});
  if (pay.tiers) return t('affiliate.pay_tiers', {count: pay.tiers.steps.length, first: flatText(pay.tiers.steps[0].pay)});
  return flatText(pay);
}

function flatText({percent, amount, per_item: perItem}) {
  if (perItem) return t('affiliate.pay_per_item', {amount: moneyText(perItem)});
  if (percent && amount) return t('affiliate.pay_both', {percent: number(percent), amount: moneyText(amount)});
  return percent ? t('affiliate.pay_percent', {percent: number(percent)})
      : t('affiliate.pay_amount', {amount: moneyText(amount)});
}

/** The fields of a form; stages and tiers stay unless another kind is chosen. @param at where errors are: `pay` */
export function payFields(pay, currency, at) {
  const kept = pay && (pay.stages || pay.tiers);
  return [
    {name: 'kind', label: t('affiliate.pay'), type: 'select', required: true, value: kindOf(pay), of: at,
      options: [
        ...kept ? [['kept', t('affiliate.pay_kept')]] : [],
        ['rules', t('affiliate.pay_by_rules')],
        ['flat', t('affiliate.kind_flat')],
        ['per_item', t('affiliate.kind_per_item')],
      ]},
    {name: 'percent', label: t('affiliate.percent'), type: 'text', dir: 'ltr', value: pay?.percent, of: `${at}.percent`,
      hint: t('affiliate.percent_hint')},
    {name: 'amount', label: t('affiliate.amount', {currency}), type: 'text', dir: 'ltr',
      value: (pay?.amount ?? pay?.per_item)?.amount, of: `${at}.amount`, hint: t('affiliate.amount_hint')},
  ];
}

function kindOf(pay) {
  if (!pay) return 'rules';
  if (pay.stages || pay.tiers) return 'kept';
  return pay.per_item ? 'per_item' : 'flat';
}

/** What was refused of an amount stands at the one field that there is for it. */
export function atFields(sending, at) {
  return sending.catch(failure => {
    failure.errors?.filter(error => error.field.startsWith(`${at}.`) && /\.(amount|per_item)(\.|$)/.test(error.field))
        .forEach(error => { error.field = `${at}.amount`; });
    throw failure;
  });
}

/** Of such a form's values; undefined where it stays as it is, null for that of the rules. */
export function payOf(values, currency) {
  const amount = values.amount && {amount: decimal(values.amount), currency};
  switch (values.kind) {
    case 'kept': return undefined;
    case 'rules': return null;
    case 'per_item': return {per_item: amount ?? null};
    default: return {...values.percent && {percent: decimal(values.percent)}, ...amount && {amount}};
  }
}
