import { BarChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import type { BarSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption>;

/** Colours by their part: each is replaced in the dark by the one beside it. */
export const INK = '#1f2328';
export const FAINT = '#8c959f';
export const MET = '#1a7f37';
export const MISSED = '#cf222e';
export const OURS = '#0969da';
export const THEIRS = '#9a6700';
const IN_THE_DARK: Readonly<Record<string, string>> = { [INK]: '#e6edf3', [FAINT]: '#6e7681', [MET]: '#3fb950', [MISSED]: '#f85149', [OURS]: '#58a6ff', [THEIRS]: '#d29922' };

use([BarChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** Renders without a browser, on no background; titled for who hears it, and coloured for light and dark. */
export function renderSvg(option: ChartOption, width: number, height: number, alt: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, backgroundColor: 'transparent', ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg.replace(/<svg ([^>]*)>/, (_match, attributes: string) => `<svg role="img" aria-label="${escaped(alt)}" ${attributes}><title>${escaped(alt)}</title>${darkStyle()}`);
}

function darkStyle(): string {
  const rules = Object.entries(IN_THE_DARK).map(([light, dark]) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`);
  return `<style>@media (prefers-color-scheme: dark){${rules.join('')}}</style>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
