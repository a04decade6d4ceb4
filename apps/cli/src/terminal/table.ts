import Table from 'cli-table3';
import { plain } from './plain.js';

export interface Column {
  readonly title: string;
  /** May be cut where the terminal is too narrow; an id never is. */
  readonly yields?: boolean;
}

/** A text as it came, and how it is to look. */
export interface Cell {
  readonly text: string;
  readonly style?: (text: string) => string;
}

const GAP = 2;
const NARROWEST = 8;
const NO_LINES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'].map((name) => [name, '']),
);

/** @param width columns of the terminal; undefined: nothing is cut */
export function table(columns: readonly Column[], rows: readonly (readonly (Cell | string)[])[], width?: number): string {
  const cells = rows.map((row) => row.map(shown));
  const widths = width === undefined ? columns.map(() => null) : fitting(columns, rows, width);
  const drawn = new Table({ head: columns.map(({ title }) => title), chars: NO_LINES, colWidths: widths, style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP, compact: true } });
  drawn.push(...cells);
  return withoutTrailingSpace(drawn.toString());
}

/** Name and value, one below the other; a long value goes on in the next line. */
export function card(fields: readonly (readonly [name: string, value: Cell | string])[], width?: number): string {
  const first = Math.max(...fields.map(([name]) => name.length)) + GAP;
  const widths = width === undefined ? [null, null] : [first, Math.max(NARROWEST, width - first)];
  const drawn = new Table({ chars: NO_LINES, colWidths: widths, wordWrap: true, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true } });
  drawn.push(...fields.map(([name, value]) => [name, shown(value)]));
  return withoutTrailingSpace(drawn.toString());
}

function shown(cell: Cell | string): string {
  if (typeof cell === 'string') return plain(cell);
  const { text, style = same } = cell;
  return style(plain(text));
}

const same = (text: string): string => text;

/** As wide as each needs, and what that is too much shared out among those that yield, the widest first. */
function fitting(columns: readonly Column[], rows: readonly (readonly (Cell | string)[])[], width: number): (number | null)[] {
  const wanted = columns.map(({ title }, index) => Math.max(title.length, ...rows.map((row) => widthOf(row[index] ?? ''))) + GAP);
  for (let excess = wanted.reduce((sum, one) => sum + one, 0) - width; excess > 0; excess -= 1) {
    const widest = Math.max(...wanted.filter((_one, index) => columns[index]?.yields));
    if (widest <= NARROWEST + GAP) break;
    const index = wanted.findIndex((one, place) => one === widest && columns[place]?.yields);
    wanted[index] = widest - 1;
  }
  return wanted.map((one, index) => (columns[index]?.yields === true ? one : null));
}

/** East Asian wide and fullwidth characters (UAX #11); those beyond the first plane already count two. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns that a text takes. */
function widthOf(cell: Cell | string): number {
  const text = plain(typeof cell === 'string' ? cell : cell.text);
  return text.length + (text.match(WIDE)?.length ?? 0);
}

function withoutTrailingSpace(text: string): string {
  return text.replaceAll(/[ ]+$/gm, '');
}
