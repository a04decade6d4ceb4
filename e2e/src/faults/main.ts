// `npm run test:faults`: real processes, a real broker and everything that can happen to them, under a seed.
import { writeFileSync } from 'node:fs';
import { testKafkaCache } from '@portcullis/testing';
import { findKafkaProvider } from '@portcullis/tools';
import { runBudgets } from './budgets/run-budgets.js';
import { FAULTS } from './kinds/index.js';
import { runMutants } from './mutants/run-mutants.js';
import { isWanted, refuseUnknownNames } from './only.js';
import { type Options, readOptions } from './options.js';
import { Outcome, say } from './outcome.js';
import { runFaults } from './run-faults.js';
import type { LogKind } from './world/world.js';

async function main(options: Options): Promise<Outcome> {
  const outcome = new Outcome();
  const noKafka = await kafkaIsMissing();
  const { parts, logs, only, seed } = options;
  say(`Seed ${seed}, ${options.rounds} ${options.rounds === 1 ? 'round' : 'rounds'}.`);
  const required = process.env['REQUIRE_KAFKA'] === '1';
  if (noKafka !== undefined) outcome.notRun(`faults, budgets and mutants on Kafka (not run: ${noKafka})`, required);
  for (const log of logs) if (parts.includes('faults') && (log === 'embedded' || noKafka === undefined)) await faults(log, options, outcome);
  if (noKafka !== undefined) return outcome;
  const tell = outcome.tell.bind(outcome);
  if (parts.includes('budgets')) {
    say('Starting two token-services and two replicas at the default bound …');
    await runBudgets(seed, only, tell);
  }
  if (parts.includes('mutants')) await runMutants(seed, only, tell);
  return outcome;
}

async function faults(log: LogKind, { rounds, seed, only, keep, otherVersion, untilRed }: Options, outcome: Outcome): Promise<void> {
  const wanted = FAULTS.filter(({ logs, name }) => logs.includes(log) && isWanted(name, only));
  if (wanted.length === 0) return;
  say(`Starting two token-services and two replicas on ${log === 'kafka' ? 'Kafka' : 'the embedded log'} …`);
  const isOver = (): boolean => untilRed && outcome.failed > 0;
  const kept = (folder: string): void => {
    say(`The logs are in ${folder}/logs.`);
  };
  await runFaults({ log, faults: wanted, rounds, seed, keep, otherVersion, isOver, onResult: outcome.tell.bind(outcome), onKept: kept });
}

/** The faults take a broker that can be killed and paused: one of our own, by the machine's Java. */
async function kafkaIsMissing(): Promise<string | undefined> {
  const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, testKafkaCache);
  if (provider.kind === 'native') return undefined;
  return provider.kind === 'none' ? provider.reason : `it takes Java 17 and Maven, and there is only ${provider.kind}`;
}

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
  refuseUnknownNames(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
const outcome = await main(options);
if (outcome.failed > 0) say(`To run it again: npm run test:faults -- --rounds ${options.rounds} --seed ${options.seed}`);
if (options.report !== undefined) writeFileSync(options.report, JSON.stringify(outcome.report()));
say(outcome.lastLine());
process.exit(outcome.failed > 0 ? 1 : 0);
