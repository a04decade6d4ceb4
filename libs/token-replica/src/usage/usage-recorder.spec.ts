import { describe, expect, it } from '@jest/globals';
import type { LogProducer, OutgoingRecord } from '@portcullis/log';
import { parseUsageRecord, parseUsageTold, USAGE_TOPIC, type UsageRecord } from '@portcullis/messages';
import { eventually } from '@portcullis/testing';
import { TokenContent } from '../content/token-content.js';
import { MemoryLog } from '../memory-log.spec-kit.js';
import { stateMessage } from '../messages.spec-kit.js';
import { GuardedRoutes } from './guarded-routes.js';
import { UsageRecorder } from './usage-recorder.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const routes = new GuardedRoutes();
const [FIRST, SECOND] = ['1'.repeat(32), '2'.repeat(32)];

/** A log whose acknowledgement can be held back, as one that is away for a while does. */
class HeldLog extends MemoryLog {
  sends = 0;
  private release: (() => void) | undefined;

  override async openProducer(): Promise<LogProducer> {
    const inner = await super.openProducer(USAGE_TOPIC);
    const send = async (records: readonly OutgoingRecord[]) => {
      this.sends += 1;
      if (this.sends === 1) await new Promise<void>((resolve) => (this.release = resolve));
      return inner.send(records);
    };
    return { send, close: () => inner.close() };
  }

  acknowledge(): void {
    this.release?.();
  }

  /** Every cell of every chunk that was acknowledged, its route by name. */
  cells(): (readonly [string, number, string | null, string | null, number, number])[] {
    return this.records(USAGE_TOPIC).flatMap(({ value }) => {
      const told = parseUsageTold(value);
      if (!told.ok || told.value.kind !== 'detail') return [];
      const { cells, routes: named } = told.value.value;
      return cells.map(([tokenId, outcome, route, address, minute, calls]) => [tokenId, outcome, route === null ? null : (named[route]?.route ?? null), address, minute, calls] as const);
    });
  }

  counted(boot: string): number {
    const told = this.records(USAGE_TOPIC).map(({ value }) => parseUsageRecord(value));
    const ofBoot = told.flatMap((parsed) => (parsed.ok && parsed.value.boot === boot ? [parsed.value] : []));
    return Math.max(0, ...ofBoot.map(({ accepted }: UsageRecord) => accepted));
  }
}

describe('a usage count', () => {
  it('is never lower than the calls made, also where the process goes on as a new boot while a batch waits for its acknowledgement', async () => {
    const log = new HeldLog();
    const content = new TokenContent();
    content.apply('tok_a', stateMessage('tok_a', 1));
    const recorder = new UsageRecorder(log, 'inventory-public-api', FIRST, silent);
    recorder.accepted(FIRST, content, 0, 0, '192.0.2.1');
    await eventually(() => {
      expect(log.sends).toBe(1);
    });
    recorder.accepted(FIRST, content, 0, 1, '192.0.2.1');
    recorder.accepted(SECOND, content, 0, 2, '192.0.2.1');
    log.acknowledge();
    await eventually(() => {
      expect(log.counted(SECOND)).toBe(1);
    });
    await recorder.close(1_000);
    expect(log.counted(FIRST)).toBe(2);
  });

  it('comes with its detail: by route, address and minute, each call once, whatever is sent again', async () => {
    const log = new HeldLog();
    const content = new TokenContent();
    content.apply('tok_a', stateMessage('tok_a', 1));
    const recorder = new UsageRecorder(log, 'inventory-public-api', FIRST, silent, routes);
    const items = routes.number({ route: 'GET /api/v1/items/{id}', scopes: ['items:read'] });
    for (let call = 0; call < 300; call += 1) recorder.accepted(FIRST, content, 0, 60_000, '192.0.2.1', items);
    recorder.refused(FIRST, content, 0, 'scope', 60_000, '192.0.2.2', 0);
    await eventually(() => {
      expect(log.sends).toBe(1);
    });
    for (let call = 0; call < 5; call += 1) recorder.accepted(FIRST, content, 0, 120_000, '192.0.2.1', items);
    log.acknowledge();
    await eventually(() => {
      expect(log.cells().map(([, , , , , calls]) => calls).reduce((sum, calls) => sum + calls, 0)).toBe(306);
    });
    await recorder.close(1_000);
    const told = new Map<string, number>();
    for (const [tokenId, outcome, route, address, minute, calls] of log.cells()) {
      const key = [tokenId, outcome, route, address, minute].join(' ');
      told.set(key, (told.get(key) ?? 0) + calls);
    }
    expect(Object.fromEntries(told)).toEqual({ 'tok_a 0 GET /api/v1/items/{id} 192.0.2.1 1': 300, 'tok_a 4  192.0.2.2 1': 1, 'tok_a 0 GET /api/v1/items/{id} 192.0.2.1 2': 5 });
  });
});
