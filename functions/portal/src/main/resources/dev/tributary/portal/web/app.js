// The frame around every page: who is signed in, for which tenant and program, the menu, and the page itself.

import {LitElement, html, nothing} from 'lit';
import {actFor, api} from './lib/api.js';
import {go, here, onMove, query} from './lib/place.js';
import {problem, openDialog} from './lib/ui.js';
import {LANGUAGES, choose, language, load, t} from './lib/words.js';
import {GROUPS, PAGES, find} from './pages.js';

class App extends LitElement {
  static properties = {
    session: {state: true},
    place: {state: true},
    page: {state: true},
    failure: {state: true},
    isOpen: {state: true},
    programs: {state: true},
  };

  constructor() {
    super();
    this.programsOf = '';
    this.programs = [];
    this.turn = 0;
    this.isOpen = false;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    onMove(moved => this.arrive(moved));
    this.addEventListener('trb-failed', event => this.failed(event.detail));
    this.addEventListener('trb-shown', () => this.titled());
    this.arrive(false);
  }

  /** Finds out where this is and whose it is, and loads the page's file and words. */
  async arrive(moved) {
    const turn = ++this.turn;
    this.isOpen = false;
    const path = location.pathname.replace(/\/+$/, '');
    const [, , tenant] = path.split('/');
    if (this.tenant && tenant && tenant !== this.tenant) {
      // Each tenant has a document of its own: what is under way here stays with the one that it was begun for.
      location.reload();
      return;
    }
    try {
      await Promise.all([load('common'), load('state')]);
      const page = await this.find(path, turn);
      if (!page || turn !== this.turn) return;
      if (page.file) await Promise.all([load(page.file), import(`./pages/${page.file}.js`)]);
      if (turn !== this.turn) return;
      this.failure = undefined;
      this.place = page.place;
      this.page = page;
      await this.updateComplete;
      await this.shown?.updateComplete;
      if (moved) this.arrived();
    } catch (failure) {
      if (turn === this.turn) this.failure = failure;
    }
  }

  async find(path, turn) {
    this.session ??= await api.get('/v1/sessions/current').catch(failure => {
      if (failure.status !== 401) throw failure;
      location.replace('/sign-in');
      return undefined;
    });
    if (!this.session || turn !== this.turn) return undefined;
    const [, , tenant, ...rest] = path.split('/');
    const members = this.places();
    if (!tenant) {
      const chosen = members.find(one => one.tenant_id === this.session.tenant_id) ?? members[0];
      if (!chosen) return {isNowhere: true, place: {}};
      go(`/app/${chosen.tenant_id}/overview`, {replace: true});
      return undefined;
    }
    const member = members.find(one => one.tenant_id === tenant);
    this.tenant = tenant;
    actFor(tenant);
    if (this.programsOf !== tenant) {
      const {rows} = await api.all('/v1/programs');
      if (turn !== this.turn) return undefined;
      this.programs = rows;
      this.programsOf = tenant;
    }
    const kind = tenant.slice(0, 3);
    const found = find(rest.join('/') || 'overview', kind);
    const program = this.programs.find(one => one.id === query().program) ?? this.programs[0];
    // The address says which program is shown, and names none that is not there.
    if (query().program && query().program !== program?.id) history.replaceState(null, '', here({program: program?.id}));
    const place = {
      tenant, kind, member, programs: this.programs, program, params: found?.params ?? {}, query: query(),
      session: this.session, root: `/app/${tenant}`, refresh: () => this.refresh(),
    };
    return found ? {...found, place} : {isNothing: true, place};
  }

  /** Where the person belongs, and for whom the person acts as one of an agency. */
  places() {
    return [...this.session.memberships, ...this.session.acts_for];
  }

  /** What the frame itself shows may have changed: names, programs, what the person may. */
  async refresh() {
    this.programsOf = '';
    this.session = await api.get('/v1/sessions/current').catch(() => this.session);
    return this.arrive(false);
  }

  /** As a browser does it for a new document: the top, its title, and the heading for those who listen. */
  arrived() {
    scrollTo(0, 0);
    this.querySelector('main h1')?.focus({preventScroll: true});
  }

  updated() {
    this.titled();
  }

  /** The heading is the page's own, and may only be known when its data is there. */
  titled() {
    const heading = this.querySelector('main h1')?.textContent.trim();
    document.title = heading ? `${heading} – Tributary` : 'Tributary';
  }

  failed(failure) {
    if (failure.code === 'step_up_needed') this.stepUp();
    else openDialog(t('common.failed'), () => problem(failure));
  }

  stepUp() {
    const email = this.session.email;
    openDialog(t('common.step_up'), close => html`<p>${t('common.step_up_why', {email})}</p>
      <trb-form .fields=${[]} label=${t('common.step_up_send')} .send=${async () => {
        await api.post('/v1/sign_in_links', {email});
        close();
        openDialog(t('common.step_up'), () => html`<p role="status">${t('common.step_up_sent', {email})}</p>`);
      }}></trb-form>`);
  }

  async signOut() {
    await api.delete('/v1/sessions/current');
    location.assign('/sign-in');
  }

  render() {
    if (this.failure) return html`<main class="alone"><h1 tabindex="-1">Tributary</h1>${problem(this.failure, () => this.arrive(false))}</main>`;
    if (!this.page) return html`<main class="alone" aria-busy="true"></main>`;
    if (this.page.isNowhere) return html`<main class="alone"><h1 tabindex="-1">Tributary</h1><p>${t('common.nowhere')}</p>
      <button type="button" @click=${this.signOut}>${t('common.sign_out')}</button></main>`;
    return html`<a class="skip" href="#main">${t('common.skip')}</a>
      <header class="top">
        <button type="button" class="menu-button quiet" aria-expanded=${this.isOpen} aria-controls="menu"
          @click=${() => { this.isOpen = !this.isOpen; }}>☰ <span class="unseen">${t('common.menu')}</span></button>
        <a class="brand" href="${this.place.root}/overview">Tributary</a>
        ${this.tenants()}${this.programChooser()}
        <span class="grow"></span>
        ${this.languages()}
        <details class="person"><summary><bdi dir="ltr">${this.session.email}</bdi></summary>
          <div><button type="button" @click=${this.signOut}>${t('common.sign_out')}</button></div></details>
      </header>
      <div class="frame">
        <nav id="menu" class=${this.isOpen ? 'menu open' : 'menu'} aria-label=${t('common.menu')}><div>${GROUPS.map(group => this.group(group))}</div></nav>
        <main id="main">${this.outlet()}</main>
      </div>`;
  }

  /** Pages of the menu under their heading; the first ones need none. */
  group(group) {
    const pages = PAGES.filter(page => page.menu === group && (page.kind === 'both' || page.kind === this.place.kind));
    if (!pages.length) return nothing;
    const at = location.pathname.replace(/\/+$/, '');
    const isHere = path => at === `${this.place.root}/${path}` || at.startsWith(`${this.place.root}/${path}/`);
    return html`<section>${group === GROUPS[0] ? nothing : html`<p id="menu-${group}">${t(`common.menu_group_${group}`)}</p>`}
      <ul aria-labelledby=${group === GROUPS[0] ? nothing : `menu-${group}`}>${pages.map(page => html`<li><a href=${this.link(page.path)}
        aria-current=${isHere(page.path) ? 'page' : nothing}>${t(`common.menu_${page.file.replaceAll('-', '_')}`)}</a></li>`)}</ul></section>`;
  }

  /** Program and dates go along from page to page. */
  link(path, changes = {}) {
    const {program, from, to} = {...query(), ...changes};
    const kept = new URLSearchParams(Object.entries({program, from, to}).filter(([, value]) => value)).toString();
    return `${this.place.root}/${path}${kept ? `?${kept}` : ''}`;
  }

  tenants() {
    const all = this.places();
    const name = one => one.tenant_name ?? one.tenant_id;
    if (all.length < 2) return all.map(one => html`<span class="tenant"><bdi>${name(one)}</bdi></span>`);
    return html`<select aria-label=${t('common.tenant')} @change=${event => go(`/app/${event.target.value}/overview`)}>
      ${all.map(one => html`<option value=${one.tenant_id} .selected=${one.tenant_id === this.place.tenant}>${name(one)}</option>`)}</select>`;
  }

  /** Of another program: the list, without anything that was chosen, tried or filtered in this one. */
  programChooser() {
    if (this.programs.length < 2) return nothing;
    const [list] = (this.page.path ?? 'overview').split('/');
    return html`<select aria-label=${t('common.program')} @change=${event => go(this.link(list, {program: event.target.value}))}>
      ${this.programs.map(one => html`<option value=${one.id} .selected=${one.id === this.place.program?.id}>${one.name}</option>`)}</select>`;
  }

  languages() {
    return html`<select class="languages" aria-label=${t('common.language')} @change=${event => choose(event.target.value)}>
      ${LANGUAGES.map(([code, name]) => html`<option value=${code} lang=${code} .selected=${code === language}>${name}</option>`)}</select>`;
  }

  /** The element of the page; another query is told to the same element, another thing or program is another element. */
  outlet() {
    if (this.page.isNothing) return html`<h1 tabindex="-1">${t('common.no_page')}</h1><p>${t('common.no_page_why')}</p>`;
    const name = `trb-${this.page.file}`;
    const {tenant, program, params} = this.place;
    const about = [name, tenant, program?.id, ...Object.values(params)].join(' ');
    if (this.shownAbout !== about) {
      this.shown = document.createElement(name);
      this.shownAbout = about;
    }
    this.shown.place = this.place;
    return this.shown;
  }
}
customElements.define('trb-app', App);
