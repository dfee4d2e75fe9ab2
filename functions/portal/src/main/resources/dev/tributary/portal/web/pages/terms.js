// The terms of a program: those in force in words, their versions and what each changed, the draft of the next
// ones, and what a draft would have cost.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {number, time} from '../lib/format.js';
import {affiliatesOf} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {go, here} from '../lib/place.js';
import {chips, empty, facts, table} from '../lib/ui.js';
import {t} from '../lib/words.js';
import './terms/draft.js';
import './terms/test.js';

const VERSIONS_MOST = 500;
const TESTS_MOST = 50;

class Terms extends Page {
  static title = 'terms.title';

  /** What was said belongs to the view where it was done, but for a publication, which leads to another one. */
  willUpdate(changed) {
    if (changed.has('place')) [this.said, this.saidNext] = [this.saidNext ?? '', undefined];
    super.willUpdate(changed);
  }

  async load() {
    const {program, query} = this.place;
    if (!program) return {};
    const root = `/v1/programs/${program.id}`;
    const [{rows: versions}, {has_draft: hasDraft}] = await Promise.all([
      api.all(`${root}/terms`, {}, VERSIONS_MOST),
      api.get(`${root}/terms`, {limit: 1}),
    ]);
    const draft = hasDraft ? await this.draft(root) : undefined;
    const now = new Date().toISOString();
    // Two instants of the API compare as texts only where they have the same decimals.
    const inForce = versions.findLast(one => Date.parse(one.effective_from) <= Date.parse(now));
    const data = {root, versions, draft, inForce, view: query.view ?? ''};
    if (data.view === 'versions' && versions.length) data.changes = await this.changes(root, versions);
    if (data.view === 'test') {
      const [tests] = await Promise.all([
        api.all(`${root}/back_tests`, {}, TESTS_MOST), affiliatesOf(this.place),
      ]);
      data.tests = tests.rows;
    }
    return data;
  }

  async draft(root) {
    try {
      return await api.read(`${root}/terms/draft`);
    } catch (failure) {
      // Published by somebody else a moment ago.
      if (failure.status === 404) return undefined;
      throw failure;
    }
  }

  changes(root, versions) {
    const {query} = this.place;
    const version = versions.find(one => String(one.version) === query.version)?.version ?? versions.at(-1).version;
    const since = /^\d+$/.test(query.since ?? '') && Number(query.since) < version ? Number(query.since) : version - 1;
    return api.get(`${root}/terms/${version}/changes`, {since});
  }

  body(data) {
    if (!this.place.program) return empty(t('terms.no_program'));
    const all = [['', t('terms.view_now')], ['versions', t('terms.view_versions')], ['draft', t('terms.view_draft')], ['test', t('terms.view_test')]];
    return html`${chips(t('terms.views'), 'view', data.view, all)}${this.view(data)}`;
  }

  view(data) {
    switch (data.view) {
      case 'versions': return this.versions(data);
      case 'draft': return this.editor(data);
      case 'test': return html`<trb-terms-test .place=${this.place} .versions=${data.versions} .draft=${data.draft}
        .tests=${data.tests} .may=${this.may('programs')}></trb-terms-test>`;
      default: return this.now(data);
    }
  }

  now({versions, inForce, draft}) {
    if (!versions.length) {
      return empty(t('terms.none'), html`<a class="button" href=${here({view: 'draft'})}>${t('terms.write_first')}</a>`);
    }
    const coming = versions.filter(one => !inForce || one.version > inForce.version);
    const zone = this.place.program.time_zone;
    return html`
      ${inForce ? html`${facts([
        [t('terms.version'), number(inForce.version)],
        [t('terms.since'), time(inForce.effective_from, zone)],
        [t('terms.zone'), html`<bdi>${zone}</bdi>`],
        [t('terms.draft'), draft ? html`<a href=${here({view: 'draft'})}>${t('terms.draft_there')}</a>` : t('terms.draft_none')],
      ])}${this.words(inForce)}` : empty(t('terms.none_yet'))}
      ${coming.map(one => html`<section class="card"><h2>${t('terms.coming', {version: one.version})}</h2>
        <p>${t('terms.coming_from')} ${time(one.effective_from, zone)}
          <a href=${here({view: 'versions', version: one.version, since: ''})}>${t('terms.what_changes')}</a></p></section>`)}`;
  }

  words(terms) {
    return html`<ol class="sentences">${terms.in_words.map(sentence => html`<li dir="auto">${sentence}</li>`)}</ol>`;
  }

  versions({versions, inForce, changes}) {
    if (!versions.length) return empty(t('terms.none'));
    const zone = this.place.program.time_zone;
    const shown = versions.find(one => one.version === changes.version);
    const where = one => one.version === inForce?.version ? t('terms.in_force')
        : !inForce || one.version > inForce.version ? t('terms.upcoming') : t('terms.past');
    const options = [0, ...versions.map(one => one.version)];
    const word = version => version ? t('terms.version_of', {version}) : t('terms.version_none');
    return html`${table([
      {label: t('terms.version'), cell: one => html`<a href=${here({version: one.version, since: ''})}
        aria-current=${one === shown ? 'true' : nothing}>${t('terms.version_of', {version: one.version})}</a>`},
      {label: t('terms.since'), cell: one => time(one.effective_from, zone)},
      {label: t('terms.when'), cell: where},
    ], [...versions].reverse(), {caption: t('terms.view_versions')})}
      <section aria-labelledby="changes"><h2 id="changes">${t('terms.changes_of', {version: changes.version})}</h2>
        <p><label>${t('terms.compared_with')} <select @change=${event => go(here({version: changes.version, since: event.target.value}))}>
          ${options.filter(one => one < changes.version).map(one =>
              html`<option value=${one} .selected=${one === changes.since}>${word(one)}</option>`)}</select></label></p>
        ${changes.changes.length ? html`<ul class="sentences">${changes.changes.map(one => html`<li dir="auto">${one}</li>`)}</ul>`
            : html`<p>${t('terms.no_changes')}</p>`}
        <details class="more"><summary>${t('terms.all_words', {version: changes.version})}</summary>${this.words(shown)}</details>
      </section>`;
  }

  editor({draft, versions, root}) {
    const {id} = this.place.program;
    // What was typed stays while one looks at another view; another program is another draft.
    if (this.kept?.program !== id) this.kept = {program: id};
    return html`<trb-terms-draft .place=${this.place} .draft=${draft} .before=${versions.at(-1)} .root=${root} .kept=${this.kept}
      .may=${this.may('programs')} .reload=${said => this.saved(said)} .published=${terms => this.published(terms)}></trb-terms-draft>`;
  }

  async saved(said) {
    this.said = said;
    await this.reload();
  }

  published(terms) {
    this.kept = undefined;
    this.saidNext = t('terms.published', {version: terms.version});
    if (this.isConnected) go(here({view: ''}));
  }
}
customElements.define('trb-terms', Terms);
