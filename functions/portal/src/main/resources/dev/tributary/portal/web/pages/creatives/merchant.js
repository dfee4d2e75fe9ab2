// What a merchant does with creatives: makes, changes and retires them, and says from where their images may come.

import {html, nothing} from 'lit';
import {Problem, api} from '../../lib/api.js';
import {code} from '../../lib/format.js';
import {openDialog} from '../../lib/ui.js';
import {t} from '../../lib/words.js';

const list = text => (text ?? '').split(',').map(one => one.trim()).filter(Boolean);

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
    title: values.title, languages: list(values.languages), groups: list(values.groups),
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
  openDialog(t(kind === 'banner' ? 'creatives.make_banner' : 'creatives.make_text'), close => html`<trb-form label=${t('creatives.offer')}
    .fields=${fields(kind, program.landing_domains)} .send=${async (values, intent) => {
      await atFields(() => api.post('/v1/creatives', {program_id: program.id, kind, ...body(kind, values),
        ...values.landing_url && {landing_url: values.landing_url}}, intent));
      close();
      page.said = t('creatives.offered');
      await page.reload();
    }}></trb-form>`);
}

export async function change(page, id) {
  const {value: one, tag} = await api.read(`/v1/creatives/${id}`);
  openDialog(t('creatives.change'), close => html`<p class="explained">${t('creatives.placed_stays')}</p>
    <trb-form label=${t('creatives.save')} .fields=${fields(one.kind, page.place.program.landing_domains, one)} .send=${async values => {
      await atFields(() => api.patch(`/v1/creatives/${id}`, {...body(one.kind, values), landing_url: values.landing_url ?? null}, tag));
      close();
      page.said = t('creatives.saved');
      await page.reload();
    }}></trb-form>`);
}

export function retire(page, one) {
  if (one.state === 'retired') return page.act(() => api.patch(`/v1/creatives/${one.id}`, {state: 'active'}), t('creatives.offered')).catch(() => {});
  return openDialog(t('creatives.retire_title'), close => html`<p>${t('creatives.placed_stays')}</p>
    <p class="buttons"><button type="button" class="danger" @click=${() => {
      close();
      page.act(() => api.patch(`/v1/creatives/${one.id}`, {state: 'retired'}), t('creatives.retired')).catch(() => {});
    }}>${t('creatives.retire')}</button><button type="button" @click=${close}>${t('creatives.keep')}</button></p>`);
}

/** @param hosts {value, tag} as they were read */
export function imageHosts(page, {value, tag}) {
  const {program} = page.place;
  const ask = () => openDialog(t('creatives.hosts'), close => html`<trb-form label=${t('creatives.save')} .fields=${[
    {name: 'hosts', type: 'textarea', rows: 4, dir: 'ltr', label: t('creatives.hosts'), value: value.hosts.join('\n'), hint: t('creatives.hosts_hint')},
  ]} .send=${async ({hosts}) => {
    await atFields(() => api.put(`/v1/programs/${program.id}/image_hosts`, {hosts: (hosts ?? '').split(/\s+/).filter(Boolean)}, tag));
    close();
    page.said = t('creatives.saved');
    await page.reload();
  }}></trb-form>`);
  return html`<section class="card"><h2>${t('creatives.hosts')}</h2>
    <p>${t('creatives.hosts_why')} ${code([...program.landing_domains, ...value.hosts].join(', '))}</p>
    ${page.may('programs') ? html`<p><button type="button" @click=${ask}>${t('creatives.change')}</button></p>` : nothing}</section>`;
}
