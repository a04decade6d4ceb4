import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemClock } from '@portcullis/service-kit';
import { createTestDatabase, eventually, startTcpProxy, type TcpProxy, type TestDatabase } from '@portcullis/testing';
import { hashToken } from '@portcullis/token';
import { snapshotMigrations } from '../index.js';
import { BOUND_MS, issued, listItems, serveDropIn } from './drop-in-service.spec-kit.js';
import { StandInRelay } from './stand-in-relay.spec-kit.js';

/** How long a snapshot may fail before a person hears of it, ms. */
const TOLD_AFTER_MS = 60_000;

let log: TestDatabase;
let relay: StandInRelay;
let database: TestDatabase;
/** The service's way to its own database. */
let way: TcpProxy;
let app: NestFastifyApplication;
let url: string;
let lines: string[];
/** By how much this process's monotonic clock is ahead of the machine's. */
let aheadMs = 0;

function serve(): Promise<NestFastifyApplication> {
  const snapshot = new URL(database.connectionString);
  snapshot.hostname = way.host;
  snapshot.port = String(way.port);
  return serveDropIn({ log, snapshot: snapshot.href, onLogLine: (line) => void lines.push(line) });
}

beforeAll(() => {
  const machineMs = systemClock.monotonicMs.bind(systemClock);
  jest.spyOn(systemClock, 'monotonicMs').mockImplementation(() => machineMs() + aheadMs);
});
beforeEach(async () => {
  [log, database] = await Promise.all([createTestDatabase(), createTestDatabase(snapshotMigrations)]);
  const server = new URL(database.connectionString);
  way = await startTcpProxy({ host: server.hostname, port: Number(server.port) });
  relay = await StandInRelay.on(log);
  await relay.publish('tok_1', issued);
  lines = [];
  app = await serve();
  url = await app.getUrl();
});
afterEach(async () => {
  await way.restore();
  await app.close();
  await relay.stop();
  await way.stop();
  await Promise.all([log.drop(), database.drop()]);
});
afterAll(() => {
  jest.restoreAllMocks();
});

const itemsStatus = async (): Promise<number> => (await listItems(url)).status;
const health = async (): Promise<unknown> => (await fetch(`${url}/health`)).json();
const logged = (message: string): number => lines.filter((line) => line.includes(`"${message}"`)).length;

/** What a person sees of one alarm: whether it stands, and how often it was raised. */
async function numbersOf(code: string): Promise<{ standing: number; raised: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const valueOf = (name: string): number => Number(new RegExp(`^${name}\\{code="${code}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return { standing: valueOf('portcullis_alarm'), raised: valueOf('portcullis_alarms_raised_total') };
}

/** The relay's rounds go on until the assertion holds. */
async function throughRounds(assertion: () => Promise<void>): Promise<void> {
  await eventually(
    async () => {
      await relay.close();
      await assertion();
    },
    { timeoutMs: 20_000, intervalMs: 50 },
  );
}

const served = (): Promise<void> =>
  throughRounds(async () => {
    expect(await itemsStatus()).toBe(200);
  });

/** A minute goes by in steps that each are shorter than the bound, so that nobody is refused for being stale. */
async function letPass(ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += BOUND_MS / 2) {
    aheadMs += BOUND_MS / 2;
    expect(await itemsStatus()).toBe(200);
    await throughRounds(async () => {
      expect(await health()).toMatchObject({ parts: { replica: { ageMs: expect.any(Number), fresh: true } } });
      expect(((await health()) as { parts: { replica: { ageMs: number } } }).parts.replica.ageMs).toBeLessThan(BOUND_MS / 4);
    });
  }
}

describe('a service whose database is away for longer than a minute', () => {
  it('serves on, alarms in its log, its metrics and its health, and lifts the alarm once the copy is written again', async () => {
    await throughRounds(async () => {
      expect(await itemsStatus()).toBe(200);
      expect(await health()).toMatchObject({ parts: { replica: { snapshot: { writing: 'yes', behindMs: 0 } } } });
    });
    await way.goDown();
    await throughRounds(async () => {
      expect(await health()).toMatchObject({ alarms: [], parts: { replica: { snapshot: { writing: 'failing' } } } });
    });
    await letPass(TOLD_AFTER_MS);
    await throughRounds(async () => {
      expect(await health()).toMatchObject({ status: 'alarm', alarms: [{ code: 'replica_snapshot_not_written', details: { reason: 'ECONNREFUSED' } }] });
    });
    expect(await numbersOf('replica_snapshot_not_written')).toEqual({ standing: 1, raised: 1 });
    expect(logged('alarm: replica_snapshot_not_written')).toBe(1);
    expect(await itemsStatus()).toBe(200);
    await way.restore();
    await throughRounds(async () => {
      expect(await health()).toMatchObject({ status: 'ok', alarms: [], parts: { replica: { snapshot: { writing: 'yes', failure: null } } } });
    });
    expect(await numbersOf('replica_snapshot_not_written')).toEqual({ standing: 0, raised: 1 });
  }, 60_000);
});

describe('a service to which an acknowledged record never came', () => {
  it('alarms, heals by the republication with no person acting, and what happened stays in its log and its numbers', async () => {
    await served();
    await relay.publish('tok_lost', { ...issued, state: { ...issued.state, secrets: [{ hash: hashToken('lost').toString('hex'), validUntil: null }] } }, { lost: true });
    await throughRounds(async () => {
      expect(await health()).toMatchObject({
        status: 'alarm',
        alarms: [{ code: 'replica_digest_differs' }, { code: 'replica_digest_unhealed' }],
        parts: { replica: { digest: 'unhealed', notCounting: expect.stringMatching(/^digest: /) } },
      });
    });
    expect(await numbersOf('replica_digest_unhealed')).toEqual({ standing: 1, raised: 1 });
    await eventually(() => relay.probes.at(-1)?.digest === 'unhealed');
    await relay.republish();
    await throughRounds(async () => {
      expect(await health()).toMatchObject({ status: 'ok', alarms: [], parts: { replica: { digest: 'agrees', notCounting: null, appliedPosition: 2 } } });
    });
    await served();
    for (const code of ['replica_digest_differs', 'replica_digest_unhealed']) {
      expect(await numbersOf(code)).toEqual({ standing: 0, raised: 1 });
      expect([logged(`alarm: ${code}`), logged(`alarm cleared: ${code}`)]).toEqual([1, 1]);
    }
  }, 60_000);
});
