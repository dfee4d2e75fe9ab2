// What was answered, with the questions as they were asked: read when somebody wants to see it, since whoever was
// invited has answered nothing.

import {LitElement, html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {time} from '../../lib/format.js';
import {problem, skeleton} from '../../lib/ui.js';
import {t} from '../../lib/words.js';

/** .enrollment .zone of its program */
class Application extends LitElement {
  static properties = {enrollment: {attribute: false}, zone: {}, found: {state: true}, failure: {state: true}};

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('enrollment')) this.found = this.failure = undefined;
  }

  async read(event) {
    if (!event.target.open || this.found) return;
    const {program_id: program, affiliate_id: affiliate} = this.enrollment;
    try {
      this.found = await api.get(`/v1/enrollments/${program}/${affiliate}/application`);
    } catch (failure) {
      if (failure.status === 404) this.found = {answers: []};
      else this.failure = failure;
    }
  }

  render() {
    if (!this.enrollment.history.some(one => one.state === 'applied')) return nothing;
    return html`<section class="card"><h2>${t('programs.application')}</h2>
      <details class="more" @toggle=${this.read}><summary>${t('programs.read')}</summary>
        ${this.failure ? problem(this.failure) : this.found ? this.answers(this.found) : skeleton(2)}</details></section>`;
  }

  answers({applied_at: at, answers}) {
    return html`${at ? html`<p class="hint">${t('programs.applied_at')} ${time(at, this.zone)}</p>` : nothing}
      ${answers.length ? html`<dl class="answers">${answers.map(one => html`<dt dir="auto">${one.question}</dt>
        <dd dir="auto">${one.answer}</dd>`)}</dl>` : html`<p>${t('programs.no_answers')}</p>`}`;
  }
}
customElements.define('trb-application', Application);
