// A URL as a QR code: shown, and saved as PNG or SVG. Always dark on light with its quiet zone: some readers
// take nothing else.

import {LitElement, html, nothing, svg} from 'lit';
import {t} from '../../lib/words.js';

const QUIET = 4;
const PIXELS = 1024;

/** .text what it says; .name of the files */
class QrCode extends LitElement {
  static properties = {text: {}, name: {}, rows: {state: true}};

  createRenderRoot() {
    return this;
  }

  async willUpdate(changed) {
    if (!changed.has('text')) return;
    const {text} = this;
    const {qr} = await import('./qr.js');
    if (text === this.text) this.rows = qr(text) ?? [];
  }

  path() {
    return this.rows.flatMap((row, y) => row.map((isDark, x) => isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')).join('');
  }

  size() {
    return this.rows.length + 2 * QUIET;
  }

  saveSvg() {
    const size = this.size();
    const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`
        + `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${this.path()}"/></svg>\n`;
    this.save(new Blob([text], {type: 'image/svg+xml'}), 'svg');
  }

  /** Whole pixels per module, so that nothing is blurred. */
  savePng() {
    const scale = Math.max(2, Math.floor(PIXELS / this.size()));
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = this.size() * scale;
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = '#000';
    this.rows.forEach((row, y) => row.forEach((isDark, x) => {
      if (isDark) pen.fillRect((x + QUIET) * scale, (y + QUIET) * scale, scale, scale);
    }));
    canvas.toBlob(blob => this.save(blob, 'png'), 'image/png');
  }

  save(blob, ending) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${this.name}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  render() {
    if (!this.rows) return nothing;
    if (!this.rows.length) return html`<p>${t('links.qr_too_long')}</p>`;
    const size = this.size();
    return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${t('links.qr_of', {url: this.text})}
        shape-rendering="crispEdges">${svg`<path fill="#fff" d="M0 0h${size}v${size}H0z"></path><path fill="#000" d=${this.path()}></path>`}</svg>
      <p class="buttons"><button type="button" @click=${this.savePng}>${t('links.qr_png')}</button>
        <button type="button" @click=${this.saveSvg}>${t('links.qr_svg')}</button></p>`;
  }
}
customElements.define('trb-qr', QrCode);
