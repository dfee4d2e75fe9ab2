// Applying to a program whose id one was given (`?apply=prg_...`): its questions, and its Agreement.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {code} from '../../lib/format.js';
import {go, here} from '../../lib/place.js';
import {openDialog, problem} from '../../lib/ui.js';
import {t} from '../../lib/words.js';
import {agreementText} from './agreement.js';

const ID = /^prg_(test_)?[0-9a-hjkmnp-tv-z]{13}$/;

/** What there is to answer; or why not. */
export async function loadApplication(id) {
  try {
    const form = await api.get(`/v1/programs/${id}/application_form`);
    const agreement = form.agreement_version
        ? await api.get(`/v1/programs/${id}/agreements/${form.agreement_version}`) : undefined;
    return {id, form, agreement};
  } catch (failure) {
    return {id, failure};
  }
}

export function askForProgram() {
  openDialog(t('programs.apply'), close => html`<p>${t('programs.apply_how')}</p>
    <trb-form label=${t('programs.next')} .fields=${[
      {name: 'program', label: t('programs.id'), required: true, dir: 'ltr', max: 40, hint: t('programs.id_hint')},
    ]} .send=${async ({program}) => {
      close();
      go(here({apply: program.trim()}));
    }}></trb-form>`);
}

/** @param page of the programs */
export function applying(page, {id, form, agreement, failure}) {
  const back = html`<p><a href=${here({apply: ''})}>${t('programs.back')}</a></p>`;
  if (failure) {
    return html`${back}<h2>${t('programs.apply')}</h2>${failure.status === 404 || !ID.test(id)
        ? html`<p>${t('programs.no_such')} ${code(id)}</p>` : problem(failure, () => page.reload(true))}`;
  }
  return html`${back}<section class="card"><h2>${t('programs.apply')} ${code(id)}</h2>
    ${agreement ? agreementText(agreement) : nothing}
    ${form.questions.length ? html`<p>${t('programs.questions')}</p>` : nothing}
    <trb-form label=${agreement ? t('programs.agree_and_apply') : t('programs.send')}
      .fields=${form.questions.map((question, at) => ({
        name: question.id, of: `answers[${at}].answer`, label: question.text, required: question.required, max: 2000,
        ...question.choices.length ? {type: 'select', options: [['', '–'], ...question.choices.map(one => [one, one])]}
            : {type: 'textarea', rows: 3},
      }))}
      .send=${async (values, intent) => {
        await api.post('/v1/enrollments', {
          program_id: id, answers: Object.entries(values).map(([question_id, answer]) => ({question_id, answer})),
          ...agreement && {agreement_version: agreement.version},
        }, intent);
        history.replaceState(null, '', here({apply: '', program: id}));
        await page.place.refresh();
      }}></trb-form></section>`;
}
