// The Agreement of a program: its text as the merchant wrote it, and which version was accepted.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {time} from '../../lib/format.js';
import {t} from '../../lib/words.js';

/** As text: it is somebody else's. */
export function agreementText({version, text, published_at: at}, zone) {
  return html`<h3>${t('programs.agreement_version', {version})}</h3>
    <p class="hint">${t('programs.published')} ${time(at, zone)}</p>
    <pre class="letter" dir="auto" tabindex="0" role="region" aria-label=${t('programs.agreement')}>${text}</pre>`;
}

/** @param page whose `one` has {program, enrollment, tag, agreement} */
export function agreementCard(page, {program, enrollment, tag, agreement}) {
  if (!agreement && !enrollment.agreement) return nothing;
  const accepted = enrollment.agreement;
  const isCurrent = accepted && agreement && accepted.version === agreement.version;
  const mayAgree = !isCurrent && agreement && page.may('programs') && ['approved', 'paused', 'applied'].includes(enrollment.state);
  return html`<section class="card"><h2>${t('programs.agreement')}</h2>
    <p>${accepted ? html`${t('programs.accepted', {version: accepted.version})} ${time(accepted.accepted_at, program.time_zone)}`
        : t('programs.not_accepted')}</p>
    ${accepted && !isCurrent && agreement ? html`<p class="explained">${t('programs.newer')}</p>` : nothing}
    ${agreement ? html`<details class="more" ?open=${!isCurrent}><summary>${t('programs.read')}</summary>
      ${agreementText(agreement, program.time_zone)}</details>` : nothing}
    ${mayAgree ? html`<p><button type="button" class="main" @click=${() => page.act(() =>
        api.post(`/v1/enrollments/${program.id}/${page.place.tenant}/agree`, {agreement_version: agreement.version}),
        t('programs.agreed')).catch(() => {})}>${t('programs.agree', {version: agreement.version})}</button></p>` : nothing}
  </section>`;
}
