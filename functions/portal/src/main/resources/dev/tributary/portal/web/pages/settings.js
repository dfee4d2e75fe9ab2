// What an account sets for itself: its program, who gets in, with which keys, and what the person is told.

import {Page} from '../lib/page.js';
import {chosenTab, tabs} from '../lib/tabs.js';
import {Watching} from '../lib/watch.js';
import {t} from '../lib/words.js';
import {agencies} from './settings/agencies.js';
import {keys} from './settings/keys.js';
import {mail} from './settings/mail.js';
import {members} from './settings/members.js';
import {program} from './settings/program.js';
import {sessions} from './settings/sessions.js';

/** Each has a name, a label, isFor(page), load(page), and body(page, data); actions(page, data) beside the heading. */
const PARTS = [program, members, keys, agencies, mail, sessions];

class Settings extends Watching(Page) {
  static title = 'settings.title';

  isOpen(data) {
    return data.isRunning;
  }

  parts() {
    return PARTS.filter(part => part.isFor(this));
  }

  lead() {
    return tabs(t('settings.parts'), this.parts());
  }

  async load() {
    const part = chosenTab(this.parts());
    return {part, ...await part.load(this)};
  }

  actions(data) {
    return data.part.actions?.(this, data) ?? '';
  }

  body(data) {
    return data.part.body(this, data);
  }
}
customElements.define('trb-settings', Settings);
