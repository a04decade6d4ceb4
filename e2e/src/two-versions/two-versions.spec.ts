import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { BUILD } from '../changed-build/copy-build.js';
import type { ServiceProcess } from '../faults/world/service-process.js';
import { startWorld } from '../faults/world/start-world.js';
import { SHORT_BOUND_MS, type World } from '../faults/world/world.js';
import { call } from '../json-answer.js';
import { callItems, type IssuedToken, Operator, type TokenWish } from '../operator.js';
import { buildBreakingVersion, buildNextVersion } from './next-version.js';
import { alarmsOf, healthOf, startAs, untilFresh, untilWhole } from './running-versions.js';

const ITEMS: TokenWish = { name: 'In two versions', scopes: ['items:read'] };
const CONFIRMED_BY_BOTH = { confirmed: true, replicas: [{ confirmedBy: 'application' }, { confirmedBy: 'application' }] };

let world: World;
let next: string;
let breaking: string;
let operator: Operator;

beforeAll(async () => {
  world = await startWorld('embedded', SHORT_BOUND_MS);
  next = buildNextVersion(world.folder);
  breaking = buildBreakingVersion(world.folder);
}, 300_000);
afterAll(async () => {
  await world.stop();
  world.remove();
}, 60_000);

async function tokenServicesAs(build: string): Promise<void> {
  for (const one of world.tokenServices) await startAs(one, build);
  const [{ email, password }] = world.owners;
  operator = await Operator.logIn(world.tokenServices[0].url, email, password);
}

const statusAt = async (replica: ServiceProcess, { token }: IssuedToken): Promise<number> => (await callItems(replica.url, token)).status;

const statuses = (token: IssuedToken): Promise<number[]> => Promise.all(world.replicas.map((replica) => statusAt(replica, token)));

/** Issue, call, use counted, revoke, refusal, restart: with whatever versions run. */
function itWorksAllTheWay(): void {
  it('issues a token that both replicas accept once it is confirmed, and counts its use, in totals and in detail', async () => {
    const issued = await operator.issue(ITEMS);
    expect(issued.answer.body.receipt).toMatchObject(CONFIRMED_BY_BOTH);
    expect(await statuses(issued)).toEqual([200, 200]);
    await eventually(async () => {
      const uses = (await operator.events(issued.id)).body.data.filter(({ type }) => type === 'TokenUsed');
      expect(uses.length).toBeGreaterThan(0);
    }, { timeoutMs: 5_000 });
    const counted = (): Promise<readonly { sum: string }[]> =>
      world.database.ask('token_service', 'SELECT sum(counted) AS sum FROM usage_counter WHERE token_id = $1', [issued.id]);
    await eventually(async () => {
      expect(await counted()).toEqual([{ sum: '2' }]);
    }, { timeoutMs: 5_000 });
    const told = (): Promise<readonly { sum: string }[]> =>
      world.database.ask('token_service', "SELECT sum(calls) AS sum FROM usage_cell WHERE token_id = $1 AND route > 0 AND address <> ''", [issued.id]);
    await eventually(async () => {
      expect(await told()).toEqual([{ sum: '2' }]);
    }, { timeoutMs: 10_000 });
  });

  it('revokes a token, confirmed by both replicas, and both refuse it', async () => {
    const issued = await operator.issue(ITEMS);
    expect(await statuses(issued)).toEqual([200, 200]);
    const revoked = await operator.revoke(issued.id);
    expect(await statuses(issued)).toEqual([401, 401]);
    expect(revoked.body.receipt).toMatchObject(CONFIRMED_BY_BOTH);
  });

  it('restarts replicas on their snapshot: their digests equal, revoked tokens refused, live ones accepted', async () => {
    const [live, revoked] = [await operator.issue(ITEMS), await operator.issue(ITEMS)];
    await operator.revoke(revoked.id);
    for (const replica of world.replicas) {
      await replica.stop();
      await replica.start();
    }
    await untilWhole(world);
    expect(await statuses(live)).toEqual([200, 200]);
    expect(await statuses(revoked)).toEqual([401, 401]);
  });
}

describe('an older replica, and a newer one, beside a newer token-service', () => {
  let schema2: IssuedToken;
  let imported: IssuedToken;
  let ordinary: IssuedToken;

  beforeAll(async () => {
    await tokenServicesAs(next);
    await startAs(world.replicas[1], next);
    await untilWhole(world);
    ordinary = await operator.issue(ITEMS);
    schema2 = await operator.issue({ ...ITEMS, metadata: { schema: '2' } });
    imported = await operator.issue({ ...ITEMS, metadata: { from: 'elsewhere' } });
  }, 120_000);

  itWorksAllTheWay();

  it('closes at the older replica the tokens of a newer schema or an unknown event, and no other', async () => {
    expect(imported.answer.body.receipt).toMatchObject(CONFIRMED_BY_BOTH);
    expect(await statuses(ordinary)).toEqual([200, 200]);
    expect(await statuses(schema2)).toEqual([401, 200]);
    expect(await statuses(imported)).toEqual([401, 200]);
  });

  it('raises the alarm there and only there, and the process lives, fresh and with the same digest', async () => {
    expect(await alarmsOf(world.replicas[0])).toEqual(['token_not_understood']);
    expect(await alarmsOf(world.replicas[1])).toEqual([]);
    await untilWhole(world);
    expect(await healthOf(world.replicas[0])).toMatchObject({ closedTokens: 2, digest: 'agrees', fresh: true });
  });

  it('remembers over a restart, from its snapshot, which tokens are closed', async () => {
    await world.replicas[0].stop();
    await world.replicas[0].start();
    await untilWhole(world);
    expect([await statusAt(world.replicas[0], schema2), await statusAt(world.replicas[0], imported), await statusAt(world.replicas[0], ordinary)]).toEqual([401, 401, 200]);
    expect(await alarmsOf(world.replicas[0])).toEqual(['token_not_understood']);
  });

  it('confirms the revocation of a closed token: the newer replica refuses it, the older one never accepted it', async () => {
    const revoked = await operator.revoke(schema2.id);
    expect(await statuses(schema2)).toEqual([401, 401]);
    expect(revoked.body.receipt).toMatchObject(CONFIRMED_BY_BOTH);
  });

  it('opens them once the older replica is updated, on the snapshot that the older one wrote', async () => {
    await startAs(world.replicas[0], next);
    await untilWhole(world);
    expect(await statuses(imported)).toEqual([200, 200]);
    expect(await statuses(schema2)).toEqual([401, 401]);
    expect(await alarmsOf(world.replicas[0])).toEqual([]);
  });
});

describe('newer replicas beside a token-service that went back to the older version', () => {
  let imported: IssuedToken;

  beforeAll(async () => {
    imported = await operator.issue({ ...ITEMS, metadata: { from: 'elsewhere' } });
    await tokenServicesAs(BUILD);
    await untilWhole(world);
  }, 120_000);

  itWorksAllTheWay();

  it('goes on accepting what the newer token-service published', async () => {
    expect(await statuses(imported)).toEqual([200, 200]);
  });

  it('refuses to change a token with an event that it does not know, lives, and changes the others', async () => {
    await expect(operator.revoke(imported.id)).rejects.toMatchObject({ status: 500 });
    expect((await operator.revoke((await operator.issue(ITEMS)).id)).status).toBe(200);
  });

  it('revokes that token as soon as it is the newer version again', async () => {
    await tokenServicesAs(next);
    await untilWhole(world);
    expect((await operator.revoke(imported.id)).status).toBe(200);
    expect(await statuses(imported)).toEqual([401, 401]);
  });
});

describe('records of a newer schema, where the order of an update was not kept', () => {
  beforeAll(async () => {
    for (const replica of world.replicas) await startAs(replica, BUILD);
    await tokenServicesAs(BUILD);
    await untilWhole(world);
  }, 120_000);

  it('probes of one are echoed by nobody: that replica never gets ready, answers 503, and no receipt speaks of it', async () => {
    const [older, newer] = world.replicas;
    await newer.stop();
    newer.runFrom(breaking);
    newer.launch();
    await eventually(async () => {
      expect(await alarmsOf(world.tokenServices[0])).toContain('probe_refused_malformed');
    }, { timeoutMs: 30_000 });
    const issued = await operator.issue(ITEMS);
    expect(issued.answer.body.receipt).toMatchObject({ confirmed: true, replicas: [{ confirmedBy: 'application' }] });
    expect([await statusAt(older, issued), await statusAt(newer, issued)]).toEqual([200, 503]);
    expect((await call(`${newer.url}/health/ready`)).status).toBe(503);
    await startAs(newer, BUILD);
    await untilWhole(world);
    expect(await statuses(issued)).toEqual([200, 200]);
  }, 120_000);

  it('closed records of one do not count: replicas grow stale, refuse with 503, and are back with what they can read', async () => {
    const issued = await operator.issue(ITEMS);
    await tokenServicesAs(breaking);
    await eventually(async () => {
      expect(await statuses(issued)).toEqual([503, 503]);
    }, { timeoutMs: SHORT_BOUND_MS * 3 });
    const revoked = await operator.revoke(issued.id);
    // Perhaps confirmed all the same, as nothing was accepted for a bound; but by nobody's word that it was applied.
    expect(revoked.body.receipt.replicas.filter(({ confirmedBy }) => confirmedBy === 'application')).toEqual([]);
    expect(await statuses(issued)).toEqual([503, 503]);
    expect(await healthOf(world.replicas[0])).toMatchObject({ fresh: false, notCounting: expect.stringMatching(/^schema: /) });
    await tokenServicesAs(BUILD);
    for (const replica of world.replicas) await untilFresh(replica);
    await untilWhole(world);
    expect(await statuses(issued)).toEqual([401, 401]);
  }, 120_000);
});
