// When a program pays, whose word that takes, from which accounts, and what other currencies are worth.

import {Page} from '../lib/page.js';
import {chosenTab, tabs} from '../lib/tabs.js';
import {empty} from '../lib/ui.js';
import {t} from '../lib/words.js';
import {policy} from './payout-settings/policy.js';
import {rails} from './payout-settings/rails.js';
import {rates} from './payout-settings/rates.js';

const PARTS = [policy, rails, rates];

class PayoutSettings extends Page {
  static title = 'payout-settings.title';

  lead() {
    return tabs(t('payout-settings.parts'), PARTS);
  }

  async load() {
    const {program} = this.place;
    if (!program) return {};
    const part = chosenTab(PARTS);
    return {part, ...await part.load(this, `/v1/programs/${program.id}`)};
  }

  actions(data) {
    return data.part?.actions?.(this, data) ?? '';
  }

  body(data) {
    return data.part ? data.part.body(this, data) : empty(t('payout-settings.no_program'));
  }
}
customElements.define('trb-payout-settings', PayoutSettings);
