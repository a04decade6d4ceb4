import type { Figure } from '../../figures/figure.js';
import { goalText, HEADLINES, verdictOf } from '../../figures/goals.js';
import { shown } from '../figure-row.js';
import { type Bar, heightOf, lyingBars } from './bars.js';
import type { Plot } from './plot.js';
import { MET, MISSED, renderSvg } from './render-svg.js';

const WIDTH_PX = 860;
const FROM = 0.1;
const TO = 10;

/** Every figure as a share of its goal, so that one line is the goal of all: a bar that ends before it meets its own. */
export function goalsPlot(figures: readonly Figure[]): Plot | undefined {
  const bars = Object.keys(HEADLINES).flatMap((key) => {
    const found = figures.find((one) => one.key === key);
    return found === undefined ? [] : barOf(found);
  });
  if (bars.length === 0) return undefined;
  const missed = bars.filter(({ colour }) => colour === MISSED).map(({ name }) => name);
  const alt = `Figures as a share of their goals: ${bars.length - missed.length} of ${bars.length} are met${missed.length === 0 ? '' : `; missed: ${missed.join(', ')}`}.`;
  const option = lyingBars(bars, { from: FROM, to: TO, name: 'share of the goal used up, logarithmic', mark: { at: 1, label: 'goal' } });
  return { file: 'goals.svg', alt, svg: renderSvg(option, WIDTH_PX, heightOf(bars), alt) };
}

function barOf({ key, value }: Figure): Bar[] {
  const headline = HEADLINES[key];
  const goal = headline?.goal;
  if (headline === undefined || goal === undefined) return [];
  const share = 'atMost' in goal ? (goal.atMost === 0 ? (value === 0 ? FROM : TO) : value / goal.atMost) : goal.atLeast / value;
  const unit = headline.unit === 'calls' ? '' : ` ${headline.unit}`;
  return [
    {
      name: key,
      // A bar of a logarithmic axis needs a length, however little of its goal a figure uses up.
      value: Math.min(TO, Math.max(share, FROM * 1.2)),
      label: `${shown(value)}${unit} (${goalText(key)})`,
      colour: verdictOf(key, value) === 'met' ? MET : MISSED,
    },
  ];
}
