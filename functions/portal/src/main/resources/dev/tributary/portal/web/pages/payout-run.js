// One payout run: all that an approver sees before approving, the approval, and the payouts as they come to be.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {learn, learnPeople} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {isRunning, runFacts} from '../lib/payouts.js';
import {to} from '../lib/rows.js';
import {problem, skeleton, state} from '../lib/ui.js';
import {Watching} from '../lib/watch.js';
import {load, t} from '../lib/words.js';
import {decisions, nextStep} from './payout-run/decide.js';
import {bankFiles, readFiles} from './payout-run/files.js';
import {payouts, progress, upload} from './payout-run/payouts.js';
import {adjustments, files, leftOut, lookAt, rails, since, totals} from './payout-run/review.js';

/** What one page shows; the files have all. */
const MOST = 500;
/** For so long after results were told it looks what came of them. */
const TOLD_FOR = 60_000;

class PayoutRun extends Watching(Page) {
  static title = 'payout-run.title';

  async load() {
    const id = this.place.params.run;
    const [run] = await Promise.all([api.get(`/v1/payout_runs/${id}`), load('payouts'), learnPeople(this)]);
    if (run.state === 'planning') return {run};
    const [review, left, paid, filed] = await Promise.all([
      this.review(run), this.leftOut(run), api.all('/v1/payouts', {run_id: id}, MOST), readFiles(this, run, MOST),
    ]);
    await learn(this.place, [
      ...review.lines?.map(line => line.affiliate_id) ?? [], ...review.shared_accounts?.flat() ?? [],
      ...review.adjustments?.map(row => row.affiliate_id) ?? [], ...left.rows.map(row => row.affiliate_id),
      ...paid.rows.map(row => row.affiliate_id),
    ]);
    return {run, review, left, paid, filed};
  }

  /** What was looked at stays as it was planned: it is read once. */
  async review(run) {
    if (this.reviewed?.run_id !== run.id || this.reviewed.plan_hash !== run.plan_hash) {
      this.reviewed = await api.get(`/v1/payout_runs/${run.id}/review`).catch(failure => {
        if (failure.status !== 422 && failure.status !== 409) throw failure;
        return {failure};
      });
    }
    return this.reviewed;
  }

  async leftOut(run) {
    if (this.leftOutOf !== `${run.id} ${run.plan_hash}`) {
      this.left = await api.all(`/v1/payout_runs/${run.id}/left_out`, {}, MOST);
      this.leftOutOf = `${run.id} ${run.plan_hash}`;
    }
    return this.left;
  }

  isOpen({run}) {
    return isRunning(run) || Date.now() - (this.toldAt ?? 0) < TOLD_FOR;
  }

  actions({run}) {
    return html`${decisions(this, run)}
      ${this.may('payouts') && ['applying', 'done'].includes(run.state)
          ? html`<button type="button" @click=${() => upload(this, run)}>${t('payout-run.results')}</button>` : nothing}`;
  }

  body({run, review, left, paid, filed}) {
    return html`<p><a href=${to(this.place, 'payouts')}>${t('payout-run.all_runs')}</a> ${state(run.state)}</p>
      ${run.fault ? html`<div class="problem" role="alert"><p>${t('payout-run.fault')}</p>
        <p class="detail" lang="en" dir="ltr">${run.fault}</p></div>` : nothing}
      ${nextStep(this, run)}
      ${run.state === 'planning' ? html`<progress aria-label=${t('payout-run.is_planning')}></progress>${skeleton(3)}` : html`
        ${progress(run, paid)}
        ${bankFiles(this, run, filed)}
        ${totals(run, review.failure ? undefined : review)}
        ${review.failure ? problem(Object.assign(review.failure, {words: t('payout-run.review_too_long')})) : html`
          ${since(this.place, review)}
          ${files(this, run)}
          ${rails(review)}
          ${lookAt(this.place, review)}
          ${adjustments(this.place, review)}`}
        ${leftOut(this.place, run, left)}
        ${payouts(this, run, paid)}`}
      <h2>${t('payout-run.facts')}</h2>
      ${runFacts(this.place, run)}`;
  }
}
customElements.define('trb-payout-run', PayoutRun);
