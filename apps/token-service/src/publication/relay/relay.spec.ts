import { describe, expect, it, jest } from '@jest/globals';
import type { Query } from '@portcullis/event-store';
import type { Log, LogProducer } from '@portcullis/log';
import { eventually } from '@portcullis/testing';
import type { BootRegistry } from '../boots/boot-registry.js';
import type { CommitWatch } from '../receipts/commit-watch.js';
import type { Healing } from './healing.js';
import { Relay } from './relay.js';

const never = (): Promise<never> => new Promise(() => undefined);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A relay that gets the lease whenever it asks for it; `answers` holds the database's answers back. */
function relayOn(log: Partial<Log>, answers: Promise<void> = Promise.resolve()): { relay: Relay; statements: string[]; warned: jest.Mock } {
  const statements: string[] = [];
  const warned = jest.fn();
  const query = async (sql: string): Promise<object[]> => {
    statements.push(/SET (holder = (?:NULL|\$1)|renewed_at)/.exec(sql)?.[1] ?? sql);
    await answers;
    // As a standby answers, which the relay took for the primary.
    if (sql.includes('pg_is_in_recovery')) return [];
    return [{ epoch: '1', position: '0', digest: '0'.repeat(16) }];
  };
  const relay = new Relay({
    log: log as Log,
    query: query as Query,
    boots: { termBegins: () => undefined, copyNonces: () => [] } as unknown as BootRegistry,
    commitWatch: { sawHead: () => undefined } as unknown as CommitWatch,
    healing: { sendNext: () => Promise.resolve(false) } as unknown as Healing,
    clock: { wallMs: () => 0, monotonicMs: () => 0 },
    logger: { ...quiet, warn: warned },
  });
  return { relay, statements, warned };
}

describe('the relay', () => {
  it('stops at once, and quietly, while the log never tells its name', async () => {
    const { relay, statements, warned } = relayOn({ identity: never });
    relay.start();
    await relay.stop();
    expect(statements).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });

  it('stops at once, and gives its lease back, while the log never opens a producer', async () => {
    let asked: () => void = () => undefined;
    const opening = new Promise<void>((resolve) => (asked = resolve));
    const openProducer = (): Promise<never> => {
      asked();
      return never();
    };
    const { relay, statements, warned } = relayOn({ identity: () => Promise.resolve('log'), openProducer });
    relay.start();
    await opening;
    await relay.stop();
    expect(statements).toEqual(['holder = $1', 'holder = NULL']);
    expect(warned).not.toHaveBeenCalled();
  });

  it('gives its lease back as soon as it is told that it is not in office', async () => {
    const producer = { close: () => Promise.resolve() } as unknown as LogProducer;
    const { relay, statements } = relayOn({ identity: () => Promise.resolve('log'), openProducer: () => Promise.resolve(producer) });
    relay.start();
    await eventually(() => statements.includes('holder = NULL'));
    expect(relay.epoch).toBeUndefined();
    await relay.stop();
  });

  it('gives back a lease that it gets while it stops', async () => {
    let answer: () => void = () => undefined;
    const { relay, statements } = relayOn({ identity: () => Promise.resolve('log') }, new Promise((resolve) => (answer = resolve)));
    relay.start();
    while (statements.length === 0) await Promise.resolve();
    const stopping = relay.stop();
    answer();
    await stopping;
    expect(statements).toEqual(['holder = $1', 'holder = NULL']);
  });
});
