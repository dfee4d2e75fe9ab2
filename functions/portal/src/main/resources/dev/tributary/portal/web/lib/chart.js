// A chart by Chart.js, loaded when the first one is shown. A table with the same figures stands beside it on
// the page; to those who do not see it, it is an image with a name.

import {LitElement, html} from 'lit';
import {number} from './format.js';
import {isRightToLeft} from './words.js';

let library;

function chartLibrary() {
  library ??= import(new URL('../vendor/chart.js/dist/chart.umd.js', import.meta.url)).then(() => globalThis.Chart);
  return library;
}

/**
 * .labels texts; .series [{label, values, axis: 'left' | 'right', bar}]; label: what it shows, in a sentence.
 */
class ChartElement extends LitElement {
  static properties = {labels: {attribute: false}, series: {attribute: false}, label: {}};

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<div class="chart"><canvas role="img" aria-label=${this.label}></canvas></div>`;
  }

  async updated() {
    const Chart = await chartLibrary();
    if (!this.isConnected) return;
    this.chart?.destroy();
    const style = getComputedStyle(this);
    // A colour of two schemes is one only where it is used.
    const color = name => {
      this.style.color = `var(${name})`;
      return style.color;
    };
    const palette = ['--line-1', '--line-2', '--line-3', '--line-4'].map(color);
    Chart.defaults.font.family = style.fontFamily;
    Chart.defaults.color = color('--quiet-text');
    const hair = color('--hair');
    this.style.color = '';
    const axis = position => ({
      position, beginAtZero: true, border: {display: false}, ticks: {precision: 0, callback: value => number(value)},
      grid: {color: hair, drawOnChartArea: position !== 'right'},
    });
    const two = this.series.some(one => one.axis === 'right');
    this.chart = new Chart(this.querySelector('canvas'), {
      data: {
        labels: this.labels,
        datasets: this.series.map((one, at) => ({
          type: one.bar ? 'bar' : 'line', label: one.label, data: one.values, yAxisID: one.axis === 'right' ? 'right' : 'left',
          borderColor: palette[at % 4], backgroundColor: palette[at % 4], borderWidth: one.bar ? 0 : 2, pointRadius: 0,
          pointHitRadius: 12, tension: 0.25,
        })),
      },
      options: {
        animation: false, maintainAspectRatio: false, interaction: {mode: 'index', intersect: false},
        // The room that Chart.js leaves for the first label is on the other side when the axis is reversed.
        layout: {padding: {right: isRightToLeft ? 24 : 0}},
        scales: {
          x: {reverse: isRightToLeft, grid: {display: false}, ticks: {maxTicksLimit: 8, maxRotation: 0}},
          left: axis(isRightToLeft ? 'right' : 'left'),
          ...two && {right: {...axis(isRightToLeft ? 'left' : 'right'), grid: {drawOnChartArea: false}}},
        },
        plugins: {
          legend: {align: 'start', rtl: isRightToLeft, labels: {boxWidth: 12, boxHeight: 12}},
          tooltip: {rtl: isRightToLeft, textDirection: isRightToLeft ? 'rtl' : 'ltr',
            callbacks: {label: item => ` ${item.dataset.label}: ${number(item.parsed.y)}`}},
        },
      },
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.chart?.destroy();
    this.chart = undefined;
  }
}
customElements.define('trb-chart', ChartElement);
