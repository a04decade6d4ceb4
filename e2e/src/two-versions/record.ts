// `node e2e/dist/two-versions/record.js version-N`, from a clean build of that version: has real processes live through what a token can
// live through, and writes down what they wrote. Every later version has to read it, so what was recorded once is never recorded again.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually } from '@portcullis/testing';
import { BUILD } from '../changed-build/copy-build.js';
import { startWorld } from '../faults/world/start-world.js';
import { SHORT_BOUND_MS, type World } from '../faults/world/world.js';
import { Operator } from '../operator.js';
import { liveThroughEverything } from './lives-to-record.js';
import { recordedFile, type RecordedToken, tablesOf } from './recorded-store.js';
import { writtenToTopics } from './written-to-topics.js';

async function record(world: World, version: string): Promise<void> {
  const [{ email, password }] = world.owners;
  const operator = await Operator.logIn(world.tokenServices[0].url, email, password);
  const tokens = await liveThroughEverything(world, operator);
  await untilCounted(world, tokens);
  // So that a goodbye is among the probes.
  await world.replicas[1].stop();
  for (const one of world.tokenServices) await one.stop();
  const ask = world.database.ask.bind(world.database);
  keep(recordedFile(version), { owner: { email, password }, tokens, tables: await tablesOf(ask) });
  keep(join(BUILD, 'libs/messages/recorded', `${version}.json`), await writtenToTopics(ask));
  keep(join(BUILD, 'apps/token-service/recorded', `${version}.json`), {
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
  writeFileSync(file, `${JSON.stringify(content, null, 1)}\n`);
}

const [version] = process.argv.slice(2);
if (version === undefined) throw new Error('Which version? version-N');
const world = await startWorld('embedded', SHORT_BOUND_MS);
try {
  await record(world, version);
} finally {
  await world.stop();
  world.remove();
}
