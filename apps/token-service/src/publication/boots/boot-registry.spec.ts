import { afterEach, expect, it } from '@jest/globals';
import type { Query } from '@portcullis/event-store';
import { type ConsumerOptions, type Log, LogClosed, type LogConsumer } from '@portcullis/log';
import { encodeProbe } from '@portcullis/messages';
import { systemClock } from '@portcullis/service-kit';
import { eventually } from '@portcullis/testing';
import type { RelayProgress } from '../relay/relay-progress.js';
import { BootRegistry } from './boot-registry.js';
import { ProbeBook } from './probe-book.js';

const SERVICE = 'inventory-public-api';
const BOOT = 'b'.repeat(32);
const OWN_BOOT = 'c'.repeat(32);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let registry: BootRegistry | undefined;
afterEach(() => registry?.stop());

it('a replica that does not heal is heard by the instance that relays, and by no other: only that one can publish again', async () => {
  let looks = 0;
  const term: { epoch?: number } = {};
  const heard: string[] = [];
  const probe = {
    schema: 1, kind: 'replica', service: SERVICE, boot: BOOT, nonce: 1, appliedPosition: 0, store: null, boundMs: 2_000, phase: 'serving', digest: 'unhealed', ageMs: null,
  } as const;
  const log = {
    openProducer: () => Promise.resolve({ send: () => Promise.resolve({ firstOffset: 0, lastOffset: 0 }), close: () => Promise.resolve() }),
    openConsumer: async (_topic: unknown, { onRecords }: ConsumerOptions) => {
      await onRecords([{ offset: 0, key: BOOT, value: Buffer.from(encodeProbe(probe)) }]);
      return { close: () => Promise.resolve() };
    },
  } as unknown as Log;
  const row = { boot: BOOT, service: SERVICE, bound_ms: 2_000, applied_position: '0', store_id: 'sto_1', phase: 'serving', gone_position: null };
  const query: Query = <R extends object>(sql: string) => Promise.resolve((sql.includes('FROM replica_boot') ? [row] : []) as unknown as R[]);
  const look = (): Promise<void> => {
    looks += 1;
    return Promise.resolve();
  };
  const progress = { look } as unknown as RelayProgress;
  const book = new ProbeBook({ clock: systemClock, ownBoot: OWN_BOOT, services: new Set([SERVICE]), onRefused: () => undefined });
  registry = new BootRegistry({
    log, query, clock: systemClock, book, ownBoot: OWN_BOOT, logger: quiet, progress, onKept: () => Promise.resolve(), epoch: () => term.epoch, onUnhealed: (service) => heard.push(service),
  });
  await registry.start();
  await eventually(() => {
    expect(looks).toBeGreaterThan(1);
  });
  expect(heard).toEqual([]);
  term.epoch = 1;
  await eventually(() => {
    expect(heard).toContain(SERVICE);
  });
});

it('a stop does not wait for a log that is away since before the start, and the start comes to its end', async () => {
  let openConsumer: (consumer: LogConsumer) => void = () => undefined;
  let closed = 0;
  let sent = 0;
  const log = {
    openProducer: () => Promise.resolve({ send: () => Promise.resolve({ firstOffset: (sent += 1), lastOffset: sent }), close: () => Promise.resolve() }),
    openConsumer: () => new Promise<LogConsumer>((resolve) => (openConsumer = resolve)),
  } as unknown as Log;
  const query: Query = () => Promise.resolve([]);
  const book = new ProbeBook({ clock: systemClock, ownBoot: OWN_BOOT, services: new Set([SERVICE]), onRefused: () => undefined });
  const progress = { look: () => Promise.resolve() } as unknown as RelayProgress;
  const waiting = new BootRegistry({ log, query, clock: systemClock, book, ownBoot: OWN_BOOT, logger: quiet, progress, onKept: () => Promise.resolve(), epoch: () => undefined, onUnhealed: () => undefined });
  const starting = waiting.start();
  await waiting.stop();
  await expect(starting).rejects.toBeInstanceOf(LogClosed);
  // The log is back after all: what it hands out late is given back, and nothing begins.
  openConsumer({ close: () => Promise.resolve(void (closed += 1)) });
  await eventually(() => {
    expect(closed).toBe(1);
  });
  expect(sent).toBe(0);
});
