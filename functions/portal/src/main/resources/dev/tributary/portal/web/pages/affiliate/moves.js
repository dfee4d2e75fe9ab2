// How an enrollment goes from one state to another, with the words for it (messages of `affiliate`).

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {affiliateText} from '../../lib/names.js';
import {choice, t} from '../../lib/words.js';

const MOVES = [
  {name: 'approve', from: ['applied', 'invited', 'rejected', 'ended']},
  {name: 'reject', from: ['applied', 'invited'], reason: true, danger: true},
  {name: 'resume', from: ['paused']},
  {name: 'pause', from: ['approved']},
  {name: 'end', from: ['applied', 'invited', 'approved', 'paused'], danger: true},
  {name: 'ban', from: ['applied', 'invited', 'approved', 'rejected', 'paused', 'ended'], reason: true, danger: true},
];

/** The buttons of what may be done with it now. @param only names of moves, all by default */
export function moves(page, enrollment, only) {
  if (!page.may('programs')) return nothing;
  return MOVES.filter(move => move.from.includes(enrollment.state) && (!only || only.includes(move.name)))
      .map(move => html`<button type="button" class=${move.name === 'approve' || move.name === 'resume' ? 'main' : ''}
        @click=${() => askMove(page, enrollment, move)}>${choice('affiliate.move', move.name)}</button>`);
}

function askMove(page, enrollment, move) {
  const program = page.place.programs.find(one => one.id === enrollment.program_id);
  const places = {affiliate: affiliateText(page.place, enrollment.affiliate_id), program: program?.name ?? enrollment.program_id};
  ask(page, choice('affiliate.move', move.name), {
    intro: why(move.name, places),
    fields: move.reason
        ? [{name: 'reason', label: t('affiliate.reason'), type: 'textarea', rows: 3, required: true, max: 200,
          hint: t('affiliate.reason_hint')}] : [],
    label: choice('affiliate.move', move.name),
    danger: move.danger,
    said: t('affiliate.moved', {affiliate: places.affiliate}),
    send: (values, intent) => api.post(
        `/v1/enrollments/${enrollment.program_id}/${enrollment.affiliate_id}/${move.name}`,
        move.reason ? {reason: values.reason} : {}, intent),
  });
}

function why(name, places) {
  switch (name) {
    case 'approve': return t('affiliate.why_approve', places);
    case 'reject': return t('affiliate.why_reject', places);
    case 'resume': return t('affiliate.why_resume', places);
    case 'pause': return t('affiliate.why_pause', places);
    case 'end': return t('affiliate.why_end', places);
    default: return t('affiliate.why_ban', places);
  }
}
