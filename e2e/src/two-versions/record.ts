// `node e2e/dist/two-versions/record.js version-N`, from a clean build of that version: has real processes live through what a token can
// live through, and writes down what they wrote. Every later version has to read it, so what was recorded once is never recorded again.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually } from '@portcullis/testing';
import { BUILD } from '../changed-build/copy-build.js';
import { startWorld } from '../faults/world/start-world.js';
import { SHORT_BOUND_MS, type World } from '../faults/world/world.js';
import { Operator } from '../operator.js';
import { liveThroughEverything } from './lives-to-record.js';
import { sayEveryProbe } from './probe-forms.js';
import { recordedFile, type RecordedToken, tablesOf } from './recorded-store.js';
import { writtenToTopics } from './written-to-topics.js';

/** Where the records of a version are kept. */
const filesOf = (version: string) => ({
  store: recordedFile(version),
  topics: join(BUILD, 'libs/messages/recorded', `${version}.json`),
  events: join(BUILD, 'apps/token-service/recorded', `${version}.json`),
});

async function record(world: World, files: ReturnType<typeof filesOf>): Promise<void> {
  const [{ email, password }] = world.owners;
  const operator = await Operator.logIn(world.tokenServices[0].url, email, password);
  const tokens = await liveThroughEverything(world, operator);
  await untilCounted(world, tokens);
  await sayEveryProbe(world);
  const ask = world.database.ask.bind(world.database);
  const topics = await writtenToTopics(ask);
  keep(files.store, { owner: { email }, tokens, tables: await tablesOf(ask) });
  keep(files.topics, topics);
  keep(files.events, {
    events: await textsOf(ask, "SELECT convert_from(bytes, 'UTF8') AS text FROM event WHERE stream NOT LIKE 'usage/%' ORDER BY position"),
    messages: await textsOf(ask, "SELECT convert_from(bytes, 'UTF8') AS text FROM event_message ORDER BY position"),
  });
}

function untilCounted({ database }: World, tokens: readonly RecordedToken[]): Promise<void> {
  return eventually(
    async () => {
      const rows = await database.ask<{ counted: string }>('token_service', "SELECT sum(counted) AS counted FROM usage_counter WHERE counted = appended");
      const wanted = tokens.reduce((sum, { counted }) => sum + counted, 0);
      if (Number(rows[0]?.counted) !== wanted) throw new Error(`${rows[0]?.counted ?? '?'} of ${wanted} calls stand in events.`);
    },
    { timeoutMs: 90_000, intervalMs: 500 },
  );
}

async function textsOf(ask: World['database']['ask'], sql: string): Promise<readonly string[]> {
  return (await ask<{ text: string }>('token_service', sql)).map(({ text }) => text);
}

function keep(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 1)}\n`, { flag: 'wx' });
}

function fail(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}

const [version] = process.argv.slice(2);
if (version === undefined || !/^version-\d+$/.test(version)) fail('Which version? version-N');
const files = filesOf(version);
const there = Object.values(files).filter((file) => existsSync(file));
if (there.length > 0) fail(`What ${version} wrote is recorded already, once and for all: ${there.join(', ')}`);
const world = await startWorld('embedded', SHORT_BOUND_MS);
try {
  await record(world, files);
} finally {
  await world.stop();
  world.remove();
}
