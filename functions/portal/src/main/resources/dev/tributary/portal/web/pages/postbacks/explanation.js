// How a call would be read, field by field, with nothing taken: what `explain=1` answers.

import {html, nothing} from 'lit';
import {code, name, time} from '../../lib/format.js';
import {facts, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {codeWord} from './calls.js';

/** @param told the answer of the API */
export function explanation(told, place) {
  const {proof, answer, if_proven: proven} = told;
  const isOther = answer.code !== proven.code;
  return html`<h3>${t('calls.would_answer')}</h3>
    <p>${code(String(answer.status))} ${codeWord(answer.code)}</p>
    ${isOther ? html`<p>${t('calls.if_proven')} ${code(String(proven.status))} ${codeWord(proven.code)}</p>` : nothing}
    ${told.unused === null ? nothing : html`<p>${t('calls.unused')}</p>`}
    ${errors(proven.errors)}
    ${facts([
      [t('calls.dialect'), code(told.dialect)],
      [t('calls.proof'), proof.valid ? t('calls.proof_valid') : t('calls.proof_wrong')],
      [t('calls.signature'), proof.signature === null ? undefined : choice('calls.proved', proof.signature)],
      [t('calls.token'), proof.token === null ? undefined : choice('calls.proved', proof.token)],
    ])}
    ${told.calls.map(call => reading(call, place))}`;
}

function reading(call, place) {
  const zone = place.program.time_zone;
  return html`<h3>${t('calls.fields')}</h3>
    ${table([
      {label: t('calls.sent_as'), cell: field => field.sent === null ? html`<span class="none">–</span>` : code(field.sent)},
      {label: t('calls.field'), cell: field => code(field.field)},
      {label: t('calls.value'), cell: field => field.kept_as_hmac ? t('calls.kept_as_hmac') : value(field)},
    ], call.fields, {caption: t('calls.fields'), empty: t('calls.no_fields')})}
    ${facts([
      [t('calls.ignored'), call.ignored.length ? call.ignored.map(one => html`<div>${code(one)}</div>`) : undefined],
      [t('calls.known'), call.committed === null ? undefined : choice('calls.committed', call.committed)],
      [t('calls.receipt'), call.receipt_id === null ? undefined : code(call.receipt_id)],
      [t('calls.click'), call.click ? click(call.click, place, zone) : undefined],
    ])}`;
}

function value(field) {
  const text = typeof field.value === 'string' ? field.value : JSON.stringify(field.value);
  return html`${name(text)}${field.read_as === null || field.read_as === text ? nothing : html` → ${name(field.read_as)}`}`;
}

function click(one, place, zone) {
  return html`<div><a href="${place.root}/affiliates/${one.affiliate_id}">${code(one.affiliate_id)}</a> ${time(one.clicked_at, zone)}</div>
    ${one.window_ends_at === null ? nothing : html`<div>${t('calls.window_ends')} ${time(one.window_ends_at, zone)}</div>`}
    <div>${one.attributes ? t('calls.attributes') : choice('calls.no_credit', one.reason)}</div>`;
}

function errors(all) {
  return all.length ? html`<ul>${all.map(error => html`<li>${code(error.field)} ${codeWord(error.code)}</li>`)}</ul>` : nothing;
}
