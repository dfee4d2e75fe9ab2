// Work that goes on in the background is looked at again every few seconds, as long as the page is shown.

const SECONDS = 3;
/** Half an hour; who still waits loads the page again. */
const MOST = 600;

export class Follow {
  constructor(page, isRunning) {
    this.page = page;
    this.isRunning = isRunning;
    this.looks = 0;
    page.addController(this);
  }

  hostUpdated() {
    if (this.timer || !this.page.isConnected || !this.page.data || this.looks >= MOST || !this.isRunning(this.page.data)) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.looks++;
      this.page.reload();
    }, SECONDS * 1000);
  }

  hostDisconnected() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
