// One enrollment on the affiliate's page: its state and how it came to it, and what is agreed with this one alone.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask, decimal, first, lines} from '../../lib/ask.js';
import {money, name, time} from '../../lib/format.js';
import {facts, state, table} from '../../lib/ui.js';
import {t} from '../../lib/words.js';
import {moves} from './moves.js';
import {atFields, payFields, payOf, payText} from './pay.js';

export function enrollmentCard(page, enrollment) {
  const program = page.place.programs.find(one => one.id === enrollment.program_id);
  const {history, agreement} = enrollment;
  const zone = program?.time_zone;
  const linked = Object.keys(enrollment.link_pay).length;
  return html`<section class="card" aria-label=${program?.name ?? enrollment.program_id}>
    <div class="head"><h3>${name(program?.name ?? enrollment.program_id)} ${state(enrollment.state)}</h3>
      <div class="actions">${page.may('programs') ? html`<button type="button" @click=${() => edit(page, enrollment, program)}>
        ${t('affiliate.change')}</button>` : nothing}${moves(page, enrollment)}</div></div>
    ${facts([
      [t('affiliate.group'), enrollment.group ? name(enrollment.group) : t('affiliate.none')],
      [t('affiliate.tags'), enrollment.tags.length ? enrollment.tags.map((tag, at) => html`${at ? ' · ' : ''}${name(tag)}`) : t('affiliate.none')],
      [t('affiliate.pay'), payText(enrollment.pay)],
      [t('affiliate.links_own_pay'), linked ? t('affiliate.links_count', {count: linked}) : undefined],
      [t('affiliate.minimum_payout'), enrollment.minimum_payout ? money(enrollment.minimum_payout) : t('affiliate.by_terms')],
      [t('affiliate.agreement'), agreement ? html`${t('affiliate.agreed', {version: agreement.version})} ${time(agreement.accepted_at, zone)}`
          : t('affiliate.not_agreed')],
      [t('affiliate.recognition'), enrollment.recognition ? t('affiliate.yes') : t('affiliate.no')],
    ])}
    <details class="more" ?open=${history.at(-1).reason !== null}><summary>${t('affiliate.history')}</summary>${table([
      {label: t('affiliate.state'), cell: row => state(row.state)},
      {label: t('affiliate.from'), cell: row => time(row.from, zone)},
      {label: t('affiliate.reason'), cell: row => row.reason ? name(row.reason) : '–'},
    ], [...history].reverse(), {caption: t('affiliate.history')})}
    ${zone ? html`<p><small>${t('affiliate.zone')} <bdi>${zone}</bdi></small></p>` : nothing}</details>
  </section>`;
}

const path = one => `/v1/enrollments/${one.program_id}/${one.affiliate_id}`;

/** It is read once more, so that nobody's change of a minute ago is written over. */
function withNewest(page, of, then) {
  first(page, () => api.read(path(of)), ({value, tag}) => then(value, tag));
}

function edit(page, enrollment, program) {
  withNewest(page, enrollment, (newest, tag) => {
    const {currency} = program;
    ask(page, t('affiliate.change'), {
      fields: [
        {name: 'group', label: t('affiliate.group'), value: newest.group, max: 64, hint: t('affiliate.group_hint')},
        {name: 'tags', label: t('affiliate.tags'), value: newest.tags.join(', '), hint: t('affiliate.tags_hint')},
        {name: 'minimum', label: t('affiliate.minimum_in', {currency}), dir: 'ltr', value: newest.minimum_payout?.amount,
          of: 'minimum_payout.amount', hint: t('affiliate.minimum_hint')},
        ...payFields(newest.pay, currency, 'pay'),
      ],
      label: t('affiliate.save'),
      said: t('affiliate.saved'),
      send: values => {
        const pay = payOf(values, currency);
        return atFields(api.patch(path(newest), {
          group: values.group ?? null,
          tags: lines(values.tags),
          minimum_payout: values.minimum ? {amount: decimal(values.minimum), currency} : null,
          ...pay !== undefined && {pay},
        }, tag), 'pay');
      },
    });
  });
}

/** What clicks of one link are paid, in place of what the enrollment or the rules say. */
export function editLinkPay(page, link) {
  withNewest(page, link, (newest, tag) => {
    const {currency} = page.place.programs.find(one => one.id === link.program_id);
    const at = `link_pay.${link.id}`;
    ask(page, t('affiliate.link_pay', {link: link.path}), {
      fields: payFields(newest.link_pay[link.id] ?? null, currency, at).map(field =>
          field.name === 'kind' ? {...field, options: field.options.map(([value, text]) =>
              [value, value === 'rules' ? t('affiliate.as_enrolled') : text])} : field),
      label: t('affiliate.save'),
      said: t('affiliate.saved'),
      send: values => {
        const pay = payOf(values, currency);
        return pay === undefined ? undefined : atFields(api.patch(path(newest), {link_pay: {[link.id]: pay}}, tag), at);
      },
    });
  });
}
