// Files out and in: lists, a month for the books, and what is brought from elsewhere.

import {Page} from '../lib/page.js';
import {chosenTab, tabs} from '../lib/tabs.js';
import {Watching} from '../lib/watch.js';
import {t} from '../lib/words.js';
import {books} from './exports/books.js';
import {imports} from './exports/imports.js';
import {lists} from './exports/lists.js';

const PARTS = [lists, books, imports];

class Exports extends Watching(Page) {
  static title = 'exports.title';

  isOpen(data) {
    return [data.one, ...data.rows ?? []].some(one => one?.state === 'running');
  }

  parts() {
    return PARTS;
  }

  lead() {
    return tabs(t('exports.parts'), this.parts());
  }

  async load() {
    const part = chosenTab(this.parts());
    return {part, ...await part.load(this)};
  }

  body(data) {
    return data.part.body(this, data);
  }
}
customElements.define('trb-exports', Exports);
