// An affiliate's links in a program, and one of them (`?link=`).

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask} from '../lib/ask.js';
import {code, name, number} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {go, here} from '../lib/place.js';
import {rangeOf} from '../lib/range.js';
import {empty, state, table} from '../lib/ui.js';
import {t} from '../lib/words.js';
import {address} from './links/builder.js';
import {oneLink} from './links/one.js';

/** The faults that people make, at their fields and in their language. */
function refused(failure, domains) {
  if (failure.code === 'code_taken') failure.errors = [{field: 'code', detail: t('links.code_taken')}];
  failure.errors = failure.errors?.map(error => error.code === 'other_domain'
      ? {...error, detail: t('links.landing_other', {domains: domains.join(', ')})} : error);
  throw failure;
}

class Links extends Page {
  static title = 'links.title';
  static properties = {built: {state: true}};

  async load() {
    const {program, query, tenant} = this.place;
    if (!program) return {};
    const {from, to} = rangeOf(this.place);
    const channels = api.get(`/v1/affiliates/${tenant}`).then(one => one.channels);
    if (query.link) {
      const [{value, tag}, overview, creatives] = await Promise.all([
        api.read(`/v1/links/${query.link}`),
        api.get('/v1/overview', {link_id: query.link, from, to}),
        api.all('/v1/creatives', {program_id: program.id, state: 'active'}, 100),
      ]);
      if (value.id !== this.data?.link?.id) this.built = undefined;
      return {link: value, tag, overview, creatives: creatives.rows, channels: await channels};
    }
    const [links, clicks, enrollment] = await Promise.all([
      api.get(`/v1/programs/${program.id}/links`, {limit: 50, cursor: query.cursor}),
      api.all('/v1/clicks', {program_id: program.id, group_by: 'link', from, to}, 1000),
      api.get(`/v1/enrollments/${program.id}/${tenant}`),
    ]);
    return {links, clicks: new Map(clicks.rows.map(row => [row.key, row.qualified])), enrollment, channels: await channels};
  }

  actions({links, channels}) {
    return html`${links && this.may('programs')
        ? html`<button type="button" class="main" @click=${() => this.make(channels)}>${t('links.make')}</button>` : nothing}
      <trb-range .place=${this.place}></trb-range>`;
  }

  body(data) {
    if (data.link) return oneLink(this, data);
    const {links, clicks, enrollment, channels} = data;
    if (!links) return empty(t('links.no_program'), html`<a class="button" href="${this.place.root}/programs">${t('links.to_programs')}</a>`);
    const channel = id => channels.find(one => one.id === id);
    return html`
      ${enrollment.state === 'approved' ? nothing : html`<p>${t('links.not_approved')} ${state(enrollment.state)}</p>`}
      ${table([
        {label: t('links.code'), cell: row => html`<a href=${here({link: row.id, cursor: ''})}>${code(row.code)}</a>`},
        {label: t('links.address'), cell: row => html`<trb-copy .text=${address(row)} label=${t('links.copy_address')}></trb-copy>`},
        {label: t('links.destination'), cell: row => code(row.destination)},
        {label: t('links.channel'), cell: row => row.channel_id ? name(channel(row.channel_id)?.name ?? row.channel_id) : '–'},
        {label: t('links.clicks'), numeric: true, cell: row =>
            html`<a href=${here({link: row.id, cursor: ''})}>${number(clicks.get(row.id) ?? 0)}</a>`},
        {label: t('links.state'), cell: row => state(row.enabled ? 'active' : 'disabled')},
      ], links.data, {caption: t('links.title'), empty: empty(t('links.none'))})}
      ${links.next_cursor ? html`<p><a class="button" href=${here({cursor: links.next_cursor})}>${t('common.more')}</a></p>` : nothing}`;
  }

  make(channels) {
    const {program} = this.place;
    const domains = program.landing_domains;
    ask(this, t('links.make'), {fields: [
      {name: 'destination', type: 'url', label: t('links.destination'), required: true, value: `https://${domains[0]}/`, max: 2048,
        hint: t('links.landing_hint', {domains: domains.join(', ')})},
      {name: 'code', label: t('links.own_code'), dir: 'ltr', max: 64, hint: t('links.own_code_hint')},
      ...channels.length ? [{name: 'channel_id', type: 'select', label: t('links.channel'),
        options: [['', t('links.no_channel')], ...channels.map(one => [one.id, one.name])]}] : [],
    ], label: t('links.make'), send: async (values, intent) => {
      const made = await api.post('/v1/links', {program_id: program.id, ...values}, intent).catch(failure => refused(failure, domains));
      if (this.isConnected) go(here({link: made.id, cursor: ''}));
      return {isShown: true};
    }});
  }
}
customElements.define('trb-links', Links);
