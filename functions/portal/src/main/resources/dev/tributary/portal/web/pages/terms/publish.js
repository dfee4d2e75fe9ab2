// Publishing cannot be taken back: the program's name is typed, and the time is one of the program's zone.

import {html} from 'lit';
import {instantOf} from '../../lib/instants.js';
import {choice, has, t} from '../../lib/words.js';

/** @param publish called with the body of the API and the intent */
export function publishForm(program, publish) {
  const check = event => {
    const {target} = event;
    if (target.name === 'confirm') target.setCustomValidity(target.value.trim() === program.name ? '' : t('terms.type_name', {name: program.name}));
  };
  return html`<p>${t('terms.publish_why')}</p>
    <trb-form danger label=${t('terms.publish')} @input=${check} .fields=${[
      {name: 'when', of: 'effective_from', type: 'datetime-local', dir: 'ltr', label: t('terms.publish_when'), hint: t('terms.publish_when_hint', {zone: program.time_zone})},
      {name: 'confirm', label: t('terms.type_name', {name: program.name}), required: true},
    ]} .send=${({when}, intent) =>
      publish(when ? {effective_from: instantOf(when, program.time_zone)} : {}, intent).catch(failure => { throw said(failure); })}></trb-form>`;
}

/** With its errors in the page's language, where they are known here. */
function said(failure) {
  if (failure.errors?.length && failure.errors.every(({code}) => has(`terms.fault__${code}`))) {
    failure.errors = failure.errors.map(error => ({...error, detail: choice('terms.fault', error.code)}));
    failure.isSaid = true;
  }
  return failure;
}
