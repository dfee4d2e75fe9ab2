// What a merchant does with creatives: makes, changes and retires them, and says from where their images may come.

import {html, nothing} from 'lit';
import {Problem, api} from '../../lib/api.js';
import {ask, first, lines} from '../../lib/ask.js';
import {code} from '../../lib/format.js';
import {t} from '../../lib/words.js';

/** Fields of a banner or a text; the API's paths where they differ. */
function fields(kind, domains, one) {
  const image = one?.image;
  return [
    {name: 'title', label: t(kind === 'text' ? 'creatives.words' : 'creatives.name'), required: true, max: 200, value: one?.title},
    ...kind === 'banner' ? [
      {name: 'image_url', of: 'image.url', type: 'url', label: t('creatives.image'), required: true, max: 2048, value: image?.url,
        hint: t('creatives.image_hint')},
      {name: 'width', of: 'image.width', type: 'number', label: t('creatives.width'), required: true, value: image?.width},
      {name: 'height', of: 'image.height', type: 'number', label: t('creatives.height'), required: true, value: image?.height},
      {name: 'alt', of: 'image.alt', label: t('creatives.alt'), required: true, max: 300, value: image?.alt, hint: t('creatives.alt_hint')},
    ] : [],
    {name: 'landing_url', type: 'url', label: t('creatives.landing'), max: 2048, value: one?.landing_url,
      hint: t('creatives.landing_hint', {domains: domains.join(', ')})},
    {name: 'languages', label: t('creatives.languages'), dir: 'ltr', value: one?.languages.join(', '), hint: t('creatives.languages_hint')},
    {name: 'groups', label: t('creatives.groups'), value: one?.groups.join(', '), hint: t('creatives.groups_hint')},
  ];
}

function body(kind, values) {
  return {
    title: values.title, languages: lines(values.languages), groups: lines(values.groups),
    ...kind === 'banner' && {image: {url: values.image_url, width: values.width, height: values.height, alt: values.alt}},
  };
}

/** An error in the third language is shown at the field of all of them. */
async function atFields(sending) {
  try {
    return await sending();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    failure.errors = failure.errors.map(error => ({...error, field: error.field.replace(/\[\d+]$/, '')}));
    throw failure;
  }
}

/** @param page of the creatives */
export function make(page, kind) {
  const {program} = page.place;
  ask(page, t(kind === 'banner' ? 'creatives.make_banner' : 'creatives.make_text'), {
    fields: fields(kind, program.landing_domains), label: t('creatives.offer'), said: t('creatives.offered'),
    send: (values, intent) => atFields(() => api.post('/v1/creatives', {program_id: program.id, kind, ...body(kind, values),
      ...values.landing_url && {landing_url: values.landing_url}}, intent)),
  });
}

export function change(page, id) {
  first(page, () => api.read(`/v1/creatives/${id}`), ({value: one, tag}) => ask(page, t('creatives.change'), {
    intro: html`<p class="explained">${t('creatives.placed_stays')}</p>`,
    fields: fields(one.kind, page.place.program.landing_domains, one), label: t('creatives.save'), said: t('creatives.saved'),
    send: values => atFields(() => api.patch(`/v1/creatives/${id}`, {...body(one.kind, values), landing_url: values.landing_url ?? null}, tag)),
  }));
}

export function retire(page, one) {
  if (one.state === 'retired') return page.act(() => api.patch(`/v1/creatives/${one.id}`, {state: 'active'}), t('creatives.offered')).catch(() => {});
  return ask(page, t('creatives.retire_title'), {
    intro: t('creatives.placed_stays'), danger: true, label: t('creatives.retire'), said: t('creatives.retired'),
    send: () => api.patch(`/v1/creatives/${one.id}`, {state: 'retired'}),
  });
}

/** @param hosts {value, tag} as they were read */
export function imageHosts(page, {value, tag}) {
  const {program} = page.place;
  const edit = () => ask(page, t('creatives.hosts'), {
    fields: [{name: 'hosts', type: 'textarea', rows: 4, dir: 'ltr', label: t('creatives.hosts'), value: value.hosts.join('\n'), hint: t('creatives.hosts_hint')}],
    label: t('creatives.save'), said: t('creatives.saved'),
    send: ({hosts}) => atFields(() => api.put(`/v1/programs/${program.id}/image_hosts`, {hosts: lines(hosts, /[\s,]+/)}, tag)),
  });
  return html`<section class="card" id="hosts"><h2>${t('creatives.hosts')}</h2>
    <p>${t('creatives.hosts_why')} ${code([...program.landing_domains, ...value.hosts].join(', '))}</p>
    ${page.may('programs') ? html`<p><button type="button" @click=${edit}>${t('creatives.change')}</button></p>` : nothing}</section>`;
}
