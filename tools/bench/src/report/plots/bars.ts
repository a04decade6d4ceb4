import { type ChartOption, FAINT, INK } from './render-svg.js';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Written in a column at the right, where no bar and no line crosses it. */
  readonly label: string;
  readonly colour: string;
}

const BAR_ROW_PX = 26;
const FRAME_PX = { top: 28, bottom: 34 };
const CHARACTER_PX = 7;

/** Height of a plot of so many bars. */
export function heightOf(bars: readonly Bar[]): number {
  return FRAME_PX.top + FRAME_PX.bottom + bars.length * BAR_ROW_PX;
}

/** Lying bars on a logarithmic axis, from top to bottom, with a line at `mark` if there is one. */
export function lyingBars(bars: readonly Bar[], axis: { readonly from: number; readonly to: number; readonly name: string; readonly mark?: { readonly at: number; readonly label: string } }): ChartOption {
  const text = { color: INK, fontSize: 12, fontFamily: 'system-ui, sans-serif' };
  const { mark } = axis;
  const widthOf = (texts: readonly string[]): number => 16 + CHARACTER_PX * Math.max(...texts.map(({ length }) => length));
  const [names, labels] = [bars.map(({ name }) => name), bars.map(({ label }) => label)];
  const bare = { type: 'category', inverse: true, axisLabel: text, axisTick: { show: false } } as const;
  // A logarithmic bar begins at 1: all is drawn as a multiple of where the axis begins.
  const drawn = (value: number): number => value / axis.from;
  return {
    grid: { left: widthOf(names), right: widthOf(labels), ...FRAME_PX },
    xAxis: { type: 'log', min: 1, max: drawn(axis.to), name: axis.name, nameLocation: 'middle', nameGap: 20, nameTextStyle: text, axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: FAINT } } },
    yAxis: [
      { ...bare, data: names, axisLine: { lineStyle: { color: FAINT } } },
      { ...bare, data: labels, position: 'right', axisLine: { show: false } },
    ],
    series: [
      {
        type: 'bar',
        barWidth: '60%',
        data: bars.map(({ value, colour }) => ({ value: drawn(value), itemStyle: { color: colour } })),
        ...(mark && { markLine: { symbol: 'none', silent: true, lineStyle: { color: INK, type: 'dashed', width: 1 }, label: { formatter: mark.label, position: 'end', rotate: 0, ...text }, data: [{ xAxis: drawn(mark.at) }] } }),
      },
    ],
  };
}
