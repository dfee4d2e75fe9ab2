// What the person is written to about, as a member of this account, and in which language.

import {html} from 'lit';
import {api} from '../../lib/api.js';
import {sending} from '../../lib/ask.js';
import {name} from '../../lib/format.js';
import {facts} from '../../lib/ui.js';
import {LANGUAGES, choice, t} from '../../lib/words.js';

const TOPICS = ['commissions', 'payouts', 'enrollments', 'disputes', 'webhooks'];

export const mail = {
  name: 'mail',
  label: () => t('settings.mail'),
  // Who acts for a merchant as one of an agency is no member there.
  isFor: page => page.place.session.memberships.some(one => one.tenant_id === page.place.tenant),

  async load(page) {
    const session = await api.get('/v1/sessions/current');
    return {email: session.email, own: session.memberships.find(one => one.tenant_id === page.place.tenant)};
  },

  body: (page, {email, own}) => html`
    ${facts([
      [t('settings.person'), name(own.name)],
      [t('settings.email'), name(email)],
      [t('settings.account'), name(own.tenant_name ?? own.tenant_id)],
      [t('settings.role'), choice('settings.role', own.role)],
    ])}
    <p>${t('settings.mail_why')}</p>
    <trb-form label=${t('settings.save')} .fields=${fields(own)}
      .send=${sending(page, {said: t('settings.saved'), send: values => api.patch(`/v1/memberships/${page.place.tenant}`, wish(values, own))})}></trb-form>`,
};

function fields(own) {
  return [
    {name: 'language', label: t('settings.mail_language'), type: 'select', required: true, value: own.language, options: LANGUAGES, hint: t('settings.mail_language_hint')},
    {name: 'mail', label: t('settings.mail_any'), type: 'checkbox', value: own.mail},
    ...TOPICS.map(topic => ({name: topic, label: choice('settings.topic', topic), type: 'checkbox', value: !own.muted_topics.includes(topic),
      of: 'muted_topics'})),
  ];
}

/** No mail is no mail about anything; news that are turned on without a topic are those about all of them. */
function wish(values, own) {
  const {language} = values;
  const muted = TOPICS.filter(topic => !values[topic]);
  if (!values.mail) return {language, mail: false};
  return muted.length === TOPICS.length && !own.mail ? {language, mail: true} : {language, muted_topics: muted};
}
