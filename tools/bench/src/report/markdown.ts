import type { Plot } from './plots/plot.js';
import { type FigureRow, figureRows } from './figure-row.js';
import { machineRows } from './machine.js';
import type { Report } from './report.js';

/** results.md: where it was measured, the plots, and every figure. */
export function markdown(report: Report, plots: readonly Plot[]): string {
  const { headlines, further } = figureRows(report.figures);
  const sections = [
    '# Results\n\nWritten by `npm run bench -- --write`; [how to run it and what each figure means](README.md).',
    ['| | |', '|---|---|', ...machineRows(report.machine).map(([what, value]) => `| ${what} | ${value} |`)].join('\n'),
    ...plots.map(({ file, alt }) => `![${alt}](${file})`),
    `## Figures with a goal\n\n${tableOf(headlines)}`,
    `## What they are made of\n\n${tableOf(further)}`,
    report.notes.map((note) => `- ${note}`).join('\n'),
    report.failures.length === 0 ? '' : `## Not measured\n\n${report.failures.map((failure) => `- ${failure}`).join('\n')}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function tableOf(rows: readonly FigureRow[]): string {
  const lines = rows.map(({ key, text, value, interval, goal, mark }) => `| \`${key}\` | ${text} | ${value} | ${interval} | ${goal} | ${mark} |`);
  return ['| figure | what | value | 95 % (runs) | goal | |', '|---|---|---:|---|---|---|', ...lines].join('\n');
}
