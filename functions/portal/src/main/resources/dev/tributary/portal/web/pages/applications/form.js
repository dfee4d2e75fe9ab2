// What a program asks of whoever applies, and which Agreement is accepted with it.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask, first, lines} from '../../lib/ask.js';
import {name, time} from '../../lib/format.js';
import {here} from '../../lib/place.js';
import {empty, table} from '../../lib/ui.js';
import {t} from '../../lib/words.js';

const MOST_QUESTIONS = 20;
const FEW_VERSIONS = 10;

const path = page => `/v1/programs/${page.place.program.id}`;

export function formPart(page, {value: {questions}, tag}) {
  const may = page.may('programs');
  return html`<section>
    <div class="head"><h2>${t('applications.questions')}</h2>
      ${may && questions.length < MOST_QUESTIONS ? html`<button type="button"
        @click=${() => askQuestion(page, questions, tag)}>${t('applications.add_question')}</button>` : nothing}</div>
    <p>${t('applications.questions_why')}</p>
    ${table([
      {label: t('applications.question'), cell: row => name(row.text)},
      {label: t('applications.answer'), cell: row => row.choices.length
          ? row.choices.map((choice, at) => html`${at ? ' · ' : ''}${name(choice)}`) : t('applications.free')},
      {label: t('applications.must'), cell: row => row.required ? t('applications.yes') : t('applications.no')},
      ...may ? [{label: t('common.actions'), cell: row => questionButtons(page, questions, questions.indexOf(row), tag)}] : [],
    ], questions, {caption: t('applications.questions'), empty: t('applications.no_questions')})}</section>`;
}

function questionButtons(page, questions, at, tag) {
  const text = questions[at].text;
  const button = (label, isThere, act) => isThere ? html`<button type="button" class="quiet"
    @click=${act}>${label}<span class="unseen"> ${text}</span></button>` : nothing;
  const moved = by => {
    const next = [...questions];
    next.splice(at + by, 0, ...next.splice(at, 1));
    page.act(() => put(page, next, tag), t('applications.saved')).catch(() => page.reload());
  };
  return html`<span class="actions">
    ${button(t('applications.change'), true, () => askQuestion(page, questions, tag, at))}
    ${button(t('applications.up'), at > 0, () => moved(-1))}
    ${button(t('applications.down'), at < questions.length - 1, () => moved(1))}
    ${button(t('applications.remove'), true, () => ask(page, t('applications.remove'), {
      intro: t('applications.remove_why', {question: text}),
      label: t('applications.remove'),
      danger: true,
      said: t('applications.saved'),
      send: () => put(page, questions.filter((one, index) => index !== at), tag),
    }))}</span>`;
}

function askQuestion(page, questions, tag, at = questions.length) {
  const old = questions[at];
  const field = part => `questions[${at}].${part}`;
  ask(page, old ? t('applications.change_question') : t('applications.add_question'), {
    fields: [
      {name: 'text', label: t('applications.question'), required: true, max: 300, value: old?.text, of: field('text')},
      {name: 'choices', label: t('applications.choices'), type: 'textarea', rows: 4, value: old?.choices.join('\n'),
        hint: t('applications.choices_hint'), of: field('choices')},
      {name: 'required', label: t('applications.must_answer'), type: 'checkbox', value: old?.required ?? true},
    ],
    label: t('applications.save'),
    said: t('applications.saved'),
    send: values => {
      const next = [...questions];
      next[at] = {id: old?.id ?? newId(questions), text: values.text, required: values.required,
        choices: lines(values.choices, '\n')};
      return put(page, next, tag);
    },
  });
}

/** Never shown to those who apply; what was answered before keeps the text it was asked with. */
function newId(questions) {
  let number = questions.length + 1;
  while (questions.some(one => one.id === `question_${number}`)) number++;
  return `question_${number}`;
}

function put(page, questions, tag) {
  return api.put(`${path(page)}/application_form`, {questions}, tag);
}

export function agreementPart(page, {agreement, newest}) {
  const versions = newest ? Array.from({length: Math.min(newest, FEW_VERSIONS)}, (none, at) => newest - at) : [];
  return html`<section>
    <div class="head"><h2>${t('applications.agreement')}</h2>
      ${page.may('programs') ? html`<button type="button"
        @click=${() => publish(page, newest, agreement)}>${newest ? t('applications.publish_next') : t('applications.publish_first')}</button>` : nothing}</div>
    ${agreement ? html`<p>${agreement.version === newest ? t('applications.in_force', {version: newest})
        : t('applications.earlier', {version: agreement.version, newest})} ${time(agreement.published_at, page.place.program.time_zone)}</p>
      <div class="card written" dir="auto">${agreement.text}</div>
      ${versions.length > 1 ? html`<nav class="chips" aria-label=${t('applications.versions')}>${versions.map(one =>
          html`<a href=${here({version: one === newest ? '' : one})} aria-current=${one === agreement.version ? 'true' : 'false'}>
            ${t('applications.version', {version: one})}</a>`)}</nav>` : nothing}` : empty(t('applications.none_published'))}</section>`;
}

function publish(page, newest, shown) {
  const last = () => newest && shown.version !== newest ? api.get(`${path(page)}/agreements/${newest}`) : shown;
  first(page, last, agreement => ask(page, newest ? t('applications.publish_next') : t('applications.publish_first'), {
    intro: t('applications.publish_why'),
    fields: [{name: 'text', label: t('applications.agreement_text'), type: 'textarea', rows: 14, required: true, max: 50000, value: agreement?.text}],
    label: t('applications.publish'),
    said: t('applications.published'),
    send: (values, intent) => api.post(`${path(page)}/agreements`, {text: values.text}, intent),
  }));
}
