import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import kafkajs, { type Admin } from 'kafkajs';
import { lookUpProcess } from '../postgres/process-table.js';
import { answersApiVersions } from './answers-api-versions.js';
import { findKafkaProvider } from './find-kafka-provider.js';
import { startNativeKafka } from './start-kafka.js';
import { until } from '../until.spec-kit.js';

const cacheDirectory = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'portcullis');
const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, cacheDirectory);
const BOUND_MS = 180_000;

describe('a native Kafka', () => {
  if (provider.kind === 'native') onThisMachine();
  else {
    const reason = provider.kind === 'none' ? provider.reason : `this machine has only ${provider.kind}`;
    if (provider.kind === 'none' && process.env['REQUIRE_KAFKA'] === '1') throw new Error(reason);
    console.warn(`THE NATIVE KAFKA WAS NOT TESTED: ${reason}`);
    it.skip(`starts (not run: ${reason})`, () => undefined);
  }
});

function onThisMachine(): void {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portcullis-kafka-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('ends with the process that started it, however that one went', async () => {
    const port = await startInAnotherProcess(directory, async (parent) => {
      parent.kill('SIGKILL');
      await once(parent, 'exit');
    });
    await until(async () => !(await answersApiVersions(port)), 30_000);
  }, BOUND_MS);

  it('keeps its data over a kill, takes the place of one left behind by a killed keeper, and stops when told to', async () => {
    const lines: string[] = [];
    const first = await startNativeKafka({ directory, cacheDirectory, onProgress: (line) => lines.push(line) });
    expect(lines).toContain('starting Kafka');
    await ask(first.brokers, (admin) => admin.createTopics({ topics: [{ topic: 'kept' }] }));
    await first.kill();
    const port = Number(first.brokers.split(':')[1]);
    expect(await answersApiVersions(port)).toBe(false);
    const second = await startNativeKafka({ directory, cacheDirectory, port });
    expect(await ask(second.brokers, (admin) => admin.listTopics())).toContain('kept');
    process.kill(lookUpProcess(second.pid)?.parentPid ?? 0, 'SIGKILL');
    await expect(second.ended).rejects.toThrow('The keeper of Kafka ended');
    const third = await startNativeKafka({ directory, cacheDirectory });
    expect(lookUpProcess(second.pid)).toBeUndefined();
    await third.stop();
    await third.ended;
    expect(lookUpProcess(third.pid)).toBeUndefined();
  }, BOUND_MS);

  it('does not start where its port is taken, perhaps by a broker left behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const starting = startNativeKafka({ directory, cacheDirectory, ...(port && { port }) });
    await expect(starting.finally(() => other.close())).rejects.toThrow(/^Kafka cannot have port \d+ of 127.0.0.1 \(EADDRINUSE\)/);
  }, BOUND_MS);
}

async function ask<T>(brokers: string, question: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new kafkajs.Kafka({ brokers: [brokers], logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 20, maxRetryTime: 1_000 } }).admin();
  await admin.connect();
  try {
    return await question(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Runs the build in a Node of its own; resolves to the broker's port once `then` is done with that process. */
async function startInAnotherProcess(directory: string, then: (parent: ReturnType<typeof spawn>) => Promise<void>): Promise<number> {
  const tools = fileURLToPath(new URL('../../dist/kafka/index.js', import.meta.url));
  const script = `
    const { startNativeKafka } = await import(${JSON.stringify(tools)});
    const { brokers } = await startNativeKafka(${JSON.stringify({ directory, cacheDirectory })});
    console.log(brokers.split(':')[1]);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: parent.stdout })) {
    await then(parent);
    return Number(line);
  }
  throw new Error('the other process started no broker');
}
