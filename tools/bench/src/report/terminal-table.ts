import { type FigureRow, figureRows } from './figure-row.js';
import { machineRows } from './machine.js';
import type { Report } from './report.js';

const HEAD: FigureRow = { key: 'figure', text: 'what', value: 'value', interval: '95 % (runs)', goal: 'goal', mark: '' };
const COLUMNS = ['key', 'value', 'interval', 'goal', 'mark', 'text'] as const;
const RIGHT: readonly string[] = ['value'];

export function terminalTable({ figures, notes, failures, machine }: Report): string {
  const { headlines, further } = figureRows(figures);
  const machineLines = machineRows(machine).map(([what, value]) => `${what.padEnd(20)} ${value}`);
  const parts = [
    machineLines,
    headlines.length === 0 ? [] : table([HEAD, ...headlines]),
    further.length === 0 ? [] : table(further),
    notes.map((note) => `· ${note}`),
    failures.map((failure) => `FAILED  ${failure}`),
  ];
  return `\n${parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function table(rows: readonly FigureRow[]): string[] {
  const widths = COLUMNS.map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    COLUMNS.map((column, at) => (RIGHT.includes(column) ? row[column].padStart(widths[at] ?? 0) : row[column].padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
