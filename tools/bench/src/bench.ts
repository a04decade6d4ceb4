import type { Options } from './command-line/options.js';
import { Progress } from './command-line/progress.js';
import type { Figure } from './figures/figure.js';
import { MEASURES } from './measures/index.js';
import type { Measure, MeasureContext } from './measures/measure.js';
import { describeMachine } from './report/machine.js';
import { flatJson } from './report/flat-json.js';
import type { Report } from './report/report.js';
import { terminalTable } from './report/terminal-table.js';
import { writeReport } from './report/write-report.js';
import { Surroundings } from './surroundings/surroundings.js';

/** Runs what was asked for and reports it. @returns the exit code: 1 where a measure failed; a missed goal is none. */
export async function bench(options: Options): Promise<number> {
  const progress = new Progress();
  const surroundings = new Surroundings((line) => { progress.say(line); });
  const stop = endAtOnce(surroundings);
  const loadBefore = describeMachine().loadAverage;
  try {
    const { figures, notes, failures } = await runAll(selected(options), { ...options, surroundings, say: (line) => { progress.say(line); }, profileFolder: options.profile }, progress);
    const machine = { ...describeMachine(), ...(await surroundings.versions()), loadAverage: loadBefore };
    const report: Report = { figures, notes, failures, machine };
    process.stdout.write(options.json ? `${flatJson(figures)}\n` : terminalTable(report));
    progress.say(`written: ${writeReport(report, options.write)}`);
    return failures.length === 0 ? 0 : 1;
  } finally {
    stop();
    await surroundings.close();
  }
}

function selected({ only, large, peers }: Options): readonly Measure[] {
  const wanted = { large, peers };
  return MEASURES.filter((measure) => measure.only === undefined || wanted[measure.only]).filter(
    ({ name, keys }) => only === undefined || [name, ...keys].some((text) => only.test(text)),
  );
}

type Results = Pick<Report, 'figures' | 'notes' | 'failures'>;

/** One after the other: each has the machine to itself. A measure that fails does not take the others with it. */
async function runAll(measures: readonly Measure[], context: MeasureContext, progress: Progress): Promise<Results> {
  const figures: Figure[] = [];
  const notes: string[] = [];
  const failures: string[] = [];
  for (const { name, run } of measures) {
    progress.begin(name);
    try {
      const found = await run(context);
      figures.push(...found.figures);
      notes.push(...(found.notes ?? []));
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      progress.say(`FAILED: ${failures.at(-1) ?? ''}`);
    }
  }
  return { figures, notes, failures };
}

/** Ctrl-C ends what was started; the second one does not wait for it. */
function endAtOnce(surroundings: Surroundings): () => void {
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(130);
    asked = true;
    void surroundings.close().finally(() => process.exit(130));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
}
