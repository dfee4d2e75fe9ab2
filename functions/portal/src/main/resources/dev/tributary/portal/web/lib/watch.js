// A page that looks again while something is under way: seldom, ever more seldom, and not when nobody looks.

const LONGEST = 30_000;
const MOST_LOOKS = 200;

/** `isOpen(data)` says whether something is under way; `static first` is the first pause in milliseconds. */
export const Watching = Base => class extends Base {
  isOpen() {
    return false;
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('place')) {
      this.pause = undefined;
      this.looks = 0;
    }
  }

  updated(changed) {
    super.updated?.(changed);
    if (changed.has('data')) this.lookLater();
  }

  lookLater() {
    clearTimeout(this.timer);
    if (!this.isConnected || !this.data || !this.isOpen(this.data) || this.looks >= MOST_LOOKS) return;
    this.pause = Math.min(this.pause ? this.pause * 1.25 : this.constructor.first ?? 2_000, LONGEST);
    this.timer = setTimeout(() => this.look(), this.pause);
  }

  /** What is shown stays when the answer does not come: the next look may have it. */
  async look() {
    if (document.hidden) {
      this.lookLater();
      return;
    }
    this.looks++;
    const turn = ++this.turn;
    try {
      const data = await this.load();
      if (turn === this.turn) this.data = data;
    } catch {
      if (turn === this.turn) this.lookLater();
    }
  }

  connectedCallback() {
    super.connectedCallback();
    this.lookLater();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }
};
