// `npm test`: style, types and every suite that this machine can run, then the whole system from outside. Ends with
// exactly one line `N passed, N failed, N skipped`. `npm test -- --only token` runs the parts whose name has "token".
import { parseArgs } from 'node:util';
import { jestProjects, type Part, staticChecks } from './parts.js';
import { endAllParts, type PartResult, runPart } from './run-part.js';
import { startServers } from './servers.js';
import { exitCode, lastLine, type Outcome, tally } from './tally.js';

/** Two at a time: the suites measure time, and two cores are what the smallest machine has. */
const AT_ONCE = 2;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(only: readonly string[]): Promise<readonly Outcome[]> {
  const wanted = (part: Part): boolean => only.length === 0 || only.some((text) => part.name.includes(text));
  const { sharing, alone } = jestProjects();
  const early = [...sharing.slice(0, 1), ...staticChecks(), ...sharing.slice(1)].filter(wanted);
  const last = alone.filter(wanted);
  say('Starting a PostgreSQL and a Kafka for the tests …');
  const servers = await startServers(say);
  stopServers = () => servers.stop();
  try {
    const environment = { ...process.env, ...servers.environment };
    const results = [...(await runAll(early, AT_ONCE, environment)), ...(await runAll(last, 1, environment))];
    tellWhatDidNotRun(results, servers.noKafka);
    return [...results, ...requireKafka(servers.noKafka)];
  } finally {
    await servers.stop();
  }
}

async function runAll(parts: readonly Part[], atOnce: number, environment: NodeJS.ProcessEnv): Promise<readonly PartResult[]> {
  const waiting = [...parts];
  const results: PartResult[] = [];
  const work = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const result = await runPart(part, environment);
      tellResult(result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

function tellResult({ name, passed, failed, skipped, seconds, output }: PartResult): void {
  const counts = `${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
  say(`${failed > 0 ? 'FAIL' : ' ok '}  ${name.padEnd(28)} ${counts} (${seconds.toFixed(1)} s)`);
  if (failed > 0) say(`\n${output.trimEnd()}\n`);
}

function tellWhatDidNotRun(results: readonly PartResult[], noKafka: string | undefined): void {
  const skipped = results.filter((result) => result.skipped.length > 0);
  if (noKafka !== undefined) say(`\nNOTHING RAN ON KAFKA: ${noKafka}.`);
  if (skipped.length > 0) say('\nNOT RUN on this machine:');
  for (const { name, skipped: tests } of skipped) {
    for (const test of tests) say(`  ${name}: ${test}`);
  }
}

/** Where Kafka is required, its absence is a failure of the run. */
function requireKafka(noKafka: string | undefined): readonly Outcome[] {
  if (noKafka === undefined || process.env['REQUIRE_KAFKA'] !== '1') return [];
  say(`\nFAIL  REQUIRE_KAFKA is set, and there is no Kafka: ${noKafka}`);
  return [{ passed: 0, failed: 1, skipped: [] }];
}

let stopServers = (): Promise<void> => Promise.resolve();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    endAllParts();
    void stopServers().finally(() => process.exit(130));
  });
}

let outcomes: readonly Outcome[];
try {
  // The build came before this, and a failed one does not come here.
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  outcomes = await main(values.only ?? []);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  outcomes = [{ passed: 0, failed: 1, skipped: [] }];
}
const total = tally(outcomes);
say(`\n${lastLine(total)}`);
process.exit(exitCode(total));
