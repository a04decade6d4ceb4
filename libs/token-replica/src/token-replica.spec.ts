import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseUsageRecord, parseUsageTold, TOKEN_STATE_TOPIC, USAGE_TOPIC } from '@portcullis/messages';
import { eventually, ManualClock } from '@portcullis/testing';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { MemoryLog } from './memory-log.spec-kit.js';
import { sha256Of, stateMessage } from './messages.spec-kit.js';
import { MiniRelay } from './mini-relay.spec-kit.js';
import type { ReplicaObserver } from './replica-observer.js';
import { TokenReplica } from './token-replica.js';

const BOUND_MS = 2_000;
const ITEMS_READ = ['items:read'] as const;
const token = createToken('live', (size) => randomBytes(size));
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let clock: ManualClock;
let log: MemoryLog;
let relay: MiniRelay;
let replica: TokenReplica;
let observed: string[];

const observer: ReplicaObserver = {
  tokenNotUnderstood: (tokenId) => observed.push(`not understood: ${tokenId}`),
  everyTokenUnderstood: () => observed.push('all understood'),
  digestDiffers: () => observed.push('differs'),
  digestUnhealed: () => observed.push('unhealed'),
  digestAgreesAgain: () => observed.push('agrees again'),
  storeChanged: (store) => observed.push(`store ${store}`),
};

function issued(version = 1): Buffer {
  return stateMessage('tok_a', version, { secrets: [{ hash: sha256Of(token), validUntil: null }] });
}

function revoked(version = 2): Buffer {
  return stateMessage('tok_a', version, { secrets: [{ hash: sha256Of(token), validUntil: null }], status: 'revoked', type: 'TokenRevoked' });
}

function outcome(required: readonly ('items:read' | 'items:create')[] = ITEMS_READ): string {
  return replica.check(token, { address: '192.0.2.1', requiredScopes: required }).outcome;
}

/** A round that answers a probe sent from now on, as the rules ask. */
async function closeWithEcho(): Promise<void> {
  const before = relay.probes().length;
  await eventually(() => {
    expect(relay.probes().length).toBeGreaterThan(before);
  });
  relay.close();
}

async function fresh(): Promise<void> {
  await eventually(async () => {
    await closeWithEcho();
    expect(replica.status().fresh).toBe(true);
  });
}

beforeEach(async () => {
  clock = new ManualClock();
  log = new MemoryLog();
  relay = new MiniRelay(log);
  observed = [];
  replica = new TokenReplica({
    log,
    service: 'inventory-public-api',
    environment: 'live',
    maxStalenessMs: BOUND_MS,
    clock,
    logger: silent,
    observer,
  });
  await replica.start();
});

afterEach(() => replica.stop());

describe('a replica', () => {
  it('refuses a good token until a closed record has answered its probe', async () => {
    relay.publish('tok_a', issued());
    await eventually(() => {
      expect(replica.status().tokens).toBe(1);
    });
    expect(outcome()).toBe('stale');
    await fresh();
    expect(outcome()).toBe('allowed');
  });

  it('refuses a token of the wrong checksum as invalid also while it is stale', () => {
    expect(replica.check(`${token.slice(0, -1)}~`, { address: '192.0.2.1', requiredScopes: ITEMS_READ }).outcome).toBe('invalid');
  });

  it('refuses a revoked token from the moment it has told the position of the revocation', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    relay.publish('tok_a', revoked());
    await closeWithEcho();
    await eventually(() => {
      expect(relay.probes().at(-1)?.appliedPosition).toBe(2);
    });
    expect(outcome()).toBe('invalid');
  });

  it('answers 503 to a good token once its knowledge is older than the bound', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    clock.advance(BOUND_MS + 1);
    expect(outcome()).toBe('stale');
  });

  it('closes a token of a newer schema alone, says so, and says when every token is understood again', async () => {
    relay.publish('tok_a', issued());
    relay.publish('tok_b', stateMessage('tok_b', 1, { schema: 2 }));
    await fresh();
    expect(outcome()).toBe('allowed');
    expect(replica.status().closedTokens).toBe(1);
    relay.publish('tok_b', stateMessage('tok_b', 2));
    await eventually(() => {
      expect(observed).toEqual(['not understood: tok_b', 'all understood']);
    });
  });

  it('tells a missing scope from an invalid token', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    expect(outcome(['items:create'])).toBe('insufficient_scope');
  });

  it('does not become fresher by a record of a deposed relay', async () => {
    relay.epoch = 2;
    relay.publish('tok_a', issued());
    await fresh();
    clock.advance(BOUND_MS + 1);
    relay.epoch = 1;
    await closeWithEcho();
    await eventually(() => {
      expect(replica.status().notCounting).toMatch(/^epoch/);
    });
    expect(outcome()).toBe('stale');
  });

  it('never counts content that lacks an acknowledged record, reads again, asks for a republication, and heals by it', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    relay.publish('tok_a', revoked(), { lost: true });
    await eventually(async () => {
      await closeWithEcho();
      expect(relay.probes().at(-1)?.digest).toBe('unhealed');
    });
    expect(replica.status().appliedPosition).toBe(1);
    clock.advance(BOUND_MS + 1);
    expect(outcome()).toBe('stale');
    relay.republish();
    await fresh();
    expect(outcome()).toBe('invalid');
    expect(observed).toEqual(['differs', 'unhealed', 'agrees again']);
  });

  it('drops what should not be there by reading the topic again into an empty table', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    log.append(TOKEN_STATE_TOPIC, [{ key: 'tok_forged', value: stateMessage('tok_forged', 1) }]);
    await closeWithEcho();
    // The topic is made again without the forged record: its offsets begin anew, which the old read cannot see.
    const records = log.records(TOKEN_STATE_TOPIC);
    records.splice(records.findIndex(({ key }) => key === 'tok_forged'), 1);
    await fresh();
    await eventually(async () => {
      await closeWithEcho();
      expect(replica.status()).toMatchObject({ tokens: 1, digest: 'agrees' });
    });
    expect(outcome()).toBe('allowed');
  });

  it('drops everything and starts empty when the relay speaks for another store', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    relay.store = 'store-2';
    log.records(TOKEN_STATE_TOPIC).splice(0);
    await eventually(async () => {
      await closeWithEcho();
      expect(observed).toEqual(['store store-2']);
    });
    expect(outcome()).toBe('stale');
  });

  it('reaches the state of another store also where the topic is missing at the moment it turns to it', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    relay.store = 'store-2';
    relay.publish('tok_a', revoked());
    log.topicsAreMissing = true;
    await eventually(async () => {
      await closeWithEcho();
      expect(observed).toEqual(['store store-2']);
    });
    log.topicsAreMissing = false;
    await fresh();
    expect(outcome()).toBe('invalid');
  });

  it('clears the alarm of a differing digest when it drops what differed for another store', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    relay.publish('tok_a', revoked(), { lost: true });
    await eventually(async () => {
      await closeWithEcho();
      expect(observed).toContain('differs');
    });
    relay.store = 'store-2';
    await eventually(async () => {
      await closeWithEcho();
      expect(observed).toContain('store store-2');
    });
    expect(observed.at(-1)).toBe('agrees again');
  });

  it('goes on as a new boot where a second read counts first under another store: what the old one told is of another history', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    const { boot } = replica.status();
    // The serving read differs, so a second one begins; by then another store publishes.
    relay.publish('tok_b', stateMessage('tok_b', 1), { lost: true });
    await eventually(async () => {
      await closeWithEcho();
      expect(observed).toContain('differs');
    });
    relay.store = 'store-2';
    relay.republish();
    await fresh();
    expect(replica.status().boot).not.toBe(boot);
    expect(observed).toContain('store store-2');
    expect(relay.probes().at(-1)?.store).toBe('store-2');
  });

  it('goes on as a new boot when nothing has answered for one bound', async () => {
    const first = replica.status().boot;
    clock.advance(BOUND_MS + 1);
    await eventually(() => {
      expect(relay.probes().at(-1)?.boot).not.toBe(first);
    });
    // So that no receipt waits for what this process is not any more.
    expect(relay.probes().findLast(({ boot }) => boot === first)?.phase).toBe('goodbye');
    relay.publish('tok_a', issued());
    await fresh();
    expect(outcome()).toBe('allowed');
  });

  it('says goodbye only after it has stopped accepting', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    const stopping = replica.stop();
    expect(outcome()).toBe('stale');
    await stopping;
    expect(relay.probes().at(-1)?.phase).toBe('goodbye');
  });

  it('tells what it accepted of a token before it applied the revocation, since it last knew for certain, and by which routes it was used', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    const route = replica.numberRoute({ route: 'GET /api/v1/items/{id}', scopes: ITEMS_READ });
    for (let call = 0; call < 3; call += 1) replica.check(token, { address: '192.0.2.1', requiredScopes: ITEMS_READ, route });
    relay.publish('tok_a', revoked());
    await eventually(() => {
      const told = log.records(USAGE_TOPIC).flatMap(({ value }) => {
        const parsed = parseUsageTold(value);
        return parsed.ok ? [parsed.value] : [];
      });
      const { boot } = replica.status();
      expect(told.findLast(({ kind }) => kind === 'exposure')).toMatchObject({
        value: { boot, upTo: 2, closings: [{ tokenId: 'tok_a', position: 2, complete: true, calls: 3, groups: [{ route: 'GET /api/v1/items/{id}', address: '192.0.2.1', calls: 3 }] }] },
      });
      expect(told.findLast(({ kind }) => kind === 'detail')).toMatchObject({ value: { boot, routes: [{ route: 'GET /api/v1/items/{id}', scopes: ['items:read'] }], cells: [['tok_a', 0, 0, '192.0.2.1', expect.any(Number), 3]] } });
    });
  });

  it('sends cumulative counts of accepted and refused calls', async () => {
    relay.publish('tok_a', issued());
    await fresh();
    outcome();
    outcome();
    outcome(['items:create']);
    await eventually(() => {
      const newest = log.records(USAGE_TOPIC).findLast(({ key }) => key.endsWith('/tok_a'));
      const parsed = newest && parseUsageRecord(newest.value);
      expect(parsed).toMatchObject({ ok: true, value: { tokenId: 'tok_a', accepted: 2, refused: { scope: 1 }, lastAcceptedAddress: '192.0.2.1' } });
    });
  });
});
