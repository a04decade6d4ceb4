import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../installation/places.js';
import { flatJson } from './flat-json.js';
import { markdown } from './markdown.js';
import { checkPlot } from './plots/check-plot.js';
import { goalsPlot } from './plots/goals-plot.js';
import type { Report } from './report.js';

/**
 * Writes results.md, results.json and the plots.
 *
 * @param toDocs to docs/benchmarks, which is kept; else to tmp/bench, so that a casual run leaves the tree as it is.
 * @returns the folder.
 */
export function writeReport(report: Report, toDocs: boolean): string {
  const folder = join(REPOSITORY, toDocs ? 'docs/benchmarks' : 'tmp/bench');
  mkdirSync(folder, { recursive: true });
  const plots = [goalsPlot(report.figures), checkPlot(report.figures)].filter((plot) => plot !== undefined);
  for (const { file, svg } of plots) writeFileSync(join(folder, file), `${svg}\n`);
  writeFileSync(join(folder, 'results.md'), markdown(report, plots));
  writeFileSync(join(folder, 'results.json'), `${flatJson(report.figures)}\n`);
  return folder;
}
