// Who wants in, with what they answered; and what the program asks of whoever applies: questions and Agreement.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {name, time} from '../lib/format.js';
import {affiliate, affiliateText, note} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {chips, empty, facts, state, stateWord} from '../lib/ui.js';
import {walk} from '../lib/rows.js';
import {choice, load, t} from '../lib/words.js';
import {moves} from './affiliate/moves.js';
import {agreementPart, formPart} from './applications/form.js';

const STATES = ['applied', 'invited', 'rejected'];
const AT_ONCE = 4;
const FEW = 10;

class Applications extends Page {
  static title = 'applications.title';

  async load() {
    await load('affiliate');
    if (!this.place.program) return {};
    return this.place.query.part === 'form' ? {asked: await this.asked()} : {waiting: await this.go()};
  }

  /** A program's form with its version, and the Agreement in force, or the version that the address names. */
  async asked() {
    const program = `/v1/programs/${this.place.program.id}`;
    const form = await api.read(`${program}/application_form`);
    const newest = form.value.agreement_version;
    const wanted = Number(this.place.query.version);
    const version = wanted >= 1 && wanted <= newest ? wanted : newest;
    return {form, newest, agreement: newest && await api.get(`${program}/agreements/${version}`)};
  }

  /** A few at a time, since each one's answers and channels are asked for; those who wait are found in larger steps. */
  async go(before) {
    const {program} = this.place;
    const shown = (before?.shown ?? 0) + FEW;
    const isFound = before && (before.rows.length >= shown || !before.cursor);
    const [found, form] = await Promise.all([
      isFound ? before : walk('/v1/enrollments', {program_id: program.id, state: this.wanted(), limit: 100},
        {before, least: shown - (before?.rows.length ?? 0)}),
      before?.form ?? api.get(`/v1/programs/${program.id}/application_form`),
    ]);
    const told = new Map(before?.told ?? []);
    const left = found.rows.slice(before?.shown ?? 0, shown);
    while (left.length) {
      await Promise.all(left.splice(0, AT_ONCE).map(async one => told.set(one.affiliate_id, await this.about(one))));
    }
    return {rows: found.rows, cursor: found.cursor, looked: found.looked, shown: Math.min(shown, found.rows.length), told, form};
  }

  async about(enrollment) {
    const [who, application] = await Promise.all([
      api.get(`/v1/affiliates/${enrollment.affiliate_id}`),
      enrollment.history.some(change => change.state === 'applied')
          ? api.get(`/v1/enrollments/${enrollment.program_id}/${enrollment.affiliate_id}/application`) : undefined,
    ]);
    note(this.place, [who]);
    return {affiliate: who, application};
  }

  wanted() {
    const {state: asked} = this.place.query;
    return STATES.includes(asked) ? asked : 'applied';
  }

  body({asked, waiting}) {
    if (!this.place.program) return empty(t('applications.no_program'));
    return html`
      ${chips(t('applications.part'), 'part', asked ? 'form' : '', [['', t('applications.part_people')], ['form', t('applications.part_form')]])}
      ${asked ? html`${formPart(this, asked.form)}${agreementPart(this, asked)}` : this.waiting(waiting)}`;
  }

  waiting({rows, cursor, looked, shown, told, form}) {
    const isApplied = this.wanted() === 'applied';
    return html`
      ${chips(t('applications.state'), 'state', this.place.query.state && this.wanted() !== 'applied' ? this.wanted() : '',
        STATES.map(one => [one === 'applied' ? '' : one, stateWord(one)]))}
      ${rows.length ? rows.slice(0, shown).map(one => this.application(one, told.get(one.affiliate_id), form))
          : cursor ? nothing
          : isApplied ? empty(t('applications.nobody'), html`<a class="button" href="${this.place.root}/affiliates">${t('applications.to_affiliates')}</a>`)
          : empty(t('applications.none_such'))}
      ${cursor || shown < rows.length ? html`<p>${rows.length ? nothing : t('applications.looked', {count: looked})}
        <button type="button" @click=${this.more}>${t('common.more')}</button></p>` : nothing}`;
  }

  application(enrollment, {affiliate: {channels}, application}, form) {
    const zone = this.place.program.time_zone;
    const last = enrollment.history.at(-1);
    return html`<article class="card" aria-label=${affiliateText(this.place, enrollment.affiliate_id)}>
      <div class="head"><h2>${affiliate(this.place, enrollment.affiliate_id)} ${state(enrollment.state)}</h2>
        <div class="actions">${moves(this, enrollment, ['approve', 'reject', 'ban'])}</div></div>
      ${facts([
        [t('applications.since'), time(last.from, zone)],
        [t('applications.reason'), last.reason ? name(last.reason) : undefined],
        [t('applications.channels'), channels.length ? channels.map((one, at) =>
            html`${at ? html`<br>` : nothing}${choice('affiliate.channel', one.kind)}: ${name(one.name)}`) : t('applications.no_channels')],
        [t('applications.agreement'), this.accepted(enrollment.agreement, form.agreement_version)],
      ])}
      ${application?.answers.length ? html`<dl class="answers">${application.answers.map(one => html`
        <div><dt dir="auto">${one.question}</dt><dd class="written" dir="auto">${one.answer}</dd></div>`)}</dl>` : nothing}
    </article>`;
  }

  /** Whoever was invited accepts later; an earlier version is as good as it was. */
  accepted(agreement, newest) {
    if (!newest) return t('applications.no_agreement');
    if (!agreement) return t('applications.not_accepted');
    return agreement.version === newest ? t('applications.accepted', {version: agreement.version})
        : t('applications.accepted_before', {version: agreement.version, newest});
  }

  more = async event => {
    const {turn} = this;
    event.target.disabled = true;
    try {
      const waiting = await this.go(this.data.waiting);
      if (turn === this.turn) this.data = {waiting};
      event.target.disabled = false;
    } catch (failure) {
      this.failed(failure);
      event.target.disabled = false;
    }
  };
}
customElements.define('trb-applications', Applications);
