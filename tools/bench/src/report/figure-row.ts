import type { Figure } from '../figures/figure.js';
import { FURTHER_FIGURES } from '../figures/further-figures.js';
import { type FigureText, goalText, HEADLINES, verdictOf } from '../figures/goals.js';

/** A figure as a row of a table, every cell a text. */
export interface FigureRow {
  readonly key: string;
  readonly text: string;
  readonly value: string;
  readonly interval: string;
  readonly goal: string;
  readonly mark: string;
}

const MARKS = { met: '✓', missed: '✗ missed', none: '' } as const;

/** Figures in the order of the table: those with goals first, then what they are made of. */
export function figureRows(figures: readonly Figure[]): { readonly headlines: readonly FigureRow[]; readonly further: readonly FigureRow[] } {
  return { headlines: rowsOf(HEADLINES, figures), further: rowsOf(FURTHER_FIGURES, figures) };
}

function rowsOf(texts: Readonly<Record<string, FigureText>>, figures: readonly Figure[]): FigureRow[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const found = figures.find((one) => one.key === key);
    return found === undefined ? [] : [rowOf(found, text)];
  });
}

function rowOf(figure: Figure, { text, unit }: FigureText): FigureRow {
  const { key, value, low, high, runs } = figure;
  return {
    key,
    text,
    value: `${shown(value)} ${unit}`,
    interval: low === undefined || high === undefined ? '' : `${shown(low)} – ${shown(high)}${runs === undefined ? '' : ` (${runs})`}`,
    goal: goalText(key),
    mark: MARKS[verdictOf(key, value)],
  };
}

/** Three digits are more than the machine's noise leaves certain. */
export function shown(value: number): string {
  if (value === 0) return '0';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
