// What the pages of payout runs share. Their words are in messages of `payouts`.

import {html} from 'lit';
import {code, day, time} from './format.js';
import {actor} from './names.js';
import {facts} from './ui.js';
import {choice, t} from './words.js';

/** Who planned a run: a person, a key, or the schedule. */
export function maker(place, run) {
  return run.maker === 'schedule' ? t('payouts.by_schedule') : actor(place, run.maker);
}

/** What the run is about: a period, or by hand. */
export function period(run) {
  return run.period_end ? t('payouts.until', {day: day(run.period_end)}) : t('payouts.by_hand');
}

export function railWord(rail) {
  return choice('payouts.rail', rail);
}

/** The facts of a run that stand beside its figures. */
export function runFacts(place, run) {
  const zone = place.program?.time_zone;
  return facts([
    [t('payouts.period'), period(run)],
    [t('payouts.maker'), maker(place, run)],
    [t('payouts.created'), time(run.created_at, zone)],
    [t('payouts.planned'), run.planned_at ? time(run.planned_at, zone) : undefined],
    [t('payouts.paid_from'), run.paid_from
        ? html`<bdi>${run.paid_from.name}</bdi> <bdi dir="ltr">…${run.paid_from.iban_ends}</bdi>` : undefined],
    [t('payouts.approvals'), run.approvals.length
        ? run.approvals.map(one => html`<div>${actor(place, one.actor)}, ${time(one.at, zone)}</div>`) : undefined],
    [t('payouts.abandoned'), run.abandoned_at
        ? html`${actor(place, run.abandoned_by)}, ${time(run.abandoned_at, zone)}` : undefined],
    [t('payouts.run_id'), code(run.id)],
    [t('payouts.plan_hash'), run.plan_hash ? code(run.plan_hash) : undefined],
    [t('payouts.zone'), zone],
  ]);
}

/** Whether a run changes by itself. */
export function isRunning(run) {
  return run.state === 'planning' || run.state === 'applying' && !run.fault;
}
