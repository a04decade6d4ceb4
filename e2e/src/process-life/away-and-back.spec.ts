import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProblemError } from '@portcullis/management-client';
import { eventually } from '@portcullis/testing';
import { Installation, type RunningInstallation } from '../installation.js';
import { objectIn } from '../json-answer.js';
import { BOUND_MS, fixedPorts } from './fixed-ports.js';
import { wholePostgres } from './members.js';
import { without } from './storage.js';
import { Tenant } from './tenant.js';

/** Until the bound is over, as seen by somebody who asks again and again on a busy machine. */
const REFUSED_WITHIN_MS = BOUND_MS + 10_000;

const installation = new Installation(await fixedPorts());
let running: RunningInstallation;
let tenant: Tenant;

beforeAll(async () => {
  running = await installation.start();
  tenant = await Tenant.of(running);
}, 180_000);
afterAll(() => installation.remove(), 60_000);

describe('while it is away, and when it is back', () => {
  it('the log: a change is committed and answers 202, the inventory refuses after its bound, and knows of the change when it serves again', async () => {
    const revoked = await tenant.operator.issue({ name: 'Revoked meanwhile', scopes: ['items:read'] });
    await without(installation.dataFolder, 'portcullis_log', async () => {
      const answer = await tenant.operator.revoke(revoked.id);
      expect([answer.status, answer.body.receipt.confirmed]).toEqual([202, false]);
      await tenant.isRefusedAsStale(REFUSED_WITHIN_MS);
      expect([objectIn(await tenant.health('inventoryUrl'), 'parts')['replica'], objectIn(await tenant.health('tokenServiceUrl'), 'parts')['relay']]).toMatchObject([
        { status: 'stale', fresh: false, boundMs: BOUND_MS },
        { status: 'stale' },
      ]);
    });
    await tenant.isServed();
    expect((await tenant.items(revoked.token)).status).toBe(401);
  }, 60_000);

  it("token-service's database: it answers 503 and tells /health, the inventory refuses after its bound, and both come back", async () => {
    await without(installation.dataFolder, 'token_service', async () => {
      const refused = await tenant.operator.show(tenant.token.id).catch((error: unknown) => error as ProblemError);
      expect(refused).toMatchObject({ status: 503, problem: { code: 'database_unavailable' } });
      expect(refused.headers.get('retry-after')).toBe('2');
      await tenant.isRefusedAsStale(REFUSED_WITHIN_MS);
      await eventually(async () => {
        expect(await tenant.health('tokenServiceUrl')).toMatchObject({ status: 'alarm', parts: { database: { status: 'alarm' } } });
      }, { timeoutMs: 10_000 });
    });
    await tenant.isServed();
  }, 60_000);

  it("the inventory's database: it answers 503 to good tokens only, token-service goes on, and it comes back", async () => {
    await without(installation.dataFolder, 'inventory', async () => {
      const answer = await tenant.items();
      expect([answer.status, answer.body['code'], answer.headers.get('retry-after')]).toEqual([503, 'database_unavailable', '2']);
      expect((await tenant.items(`${tenant.token.token.slice(0, -1)}_`)).status).toBe(401);
      expect((await tenant.operator.issue({ name: 'Meanwhile', scopes: ['items:read'] })).answer.status).toBe(201);
    });
    await tenant.isServed();
  }, 60_000);

  it('PostgreSQL, that stands still: every answer is 503 within seconds, /health is answered, and both services come back', async () => {
    const frozen = wholePostgres(running);
    expect(frozen.length).toBeGreaterThan(8);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      await tenant.isRefusedAsStale(REFUSED_WITHIN_MS);
      const startedAtMs = performance.now();
      await expect(tenant.operator.show(tenant.token.id)).rejects.toMatchObject({ status: 503, problem: { code: 'database_unavailable' } });
      expect(performance.now() - startedAtMs).toBeLessThan(12_000);
      await eventually(async () => {
        expect([(await tenant.health('tokenServiceUrl'))['status'], (await tenant.health('inventoryUrl'))['status']]).toEqual(['alarm', 'alarm']);
      }, { timeoutMs: 15_000 });
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await tenant.isServed();
  }, 90_000);
});
