import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { Installation, type RunningInstallation } from '../installation.js';
import { stillRunning } from '../processes.js';
import { fixedPorts } from './fixed-ports.js';
import { backendOf, type Member, memberOf } from './members.js';
import { Tenant } from './tenant.js';

const installation = new Installation(await fixedPorts());
let running: RunningInstallation;
let tenant: Tenant;

beforeAll(async () => {
  running = await installation.start();
  tenant = await Tenant.of(running);
}, 180_000);
afterAll(() => installation.remove(), 60_000);

/** SIGKILL, and nobody is asked. */
function kill(pid: number): void {
  process.kill(pid, 'SIGKILL');
}

describe('kill -9', () => {
  it.each(['token-service', 'inventory-public-api'] as const)('of %s: it is told and started again, and everything goes on', async (service) => {
    const killed = memberOf(running, service);
    kill(killed);
    await eventually(() => {
      expect(running.told()).toContain(`${service} ended unexpectedly (SIGKILL); it is started again in 0.5 s.\n`);
    });
    await tenant.isServed();
    expect(memberOf(running, service)).not.toBe(killed);
  }, 60_000);

  it('of a part of PostgreSQL: it recovers, the services find it again by themselves, and no process of ours has ended', async () => {
    const services = [memberOf(running, 'token-service'), memberOf(running, 'inventory-public-api'), memberOf(running, 'PostgreSQL')];
    const kept = await tenant.operator.issue({ name: 'A moment before', scopes: ['items:read'] });
    kill(backendOf(running, 'token_service'));
    await tenant.isServed();
    expect((await tenant.operator.show(kept.id)).status).toBe(200);
    expect((await tenant.items(kept.token)).status).toBe(200);
    expect(stillRunning(services)).toEqual(services);
  }, 60_000);

  it.each<[Member, RegExp]>([
    ['PostgreSQL', /^PostgreSQL ended: it was killed, or gave no reason\. Its data in \S+ is kept, and the next start recovers it \(more in \S+server\.log\)\n$/],
    ['keeper of PostgreSQL', /^The keeper of PostgreSQL ended \(SIGKILL\)\.\n$/],
  ])('of %s: everything ends with one line, nothing is left behind, and the next start has all data', async (member, line) => {
    const kept = await tenant.operator.issue({ name: 'A moment before', scopes: ['items:read'] });
    const { exitCode, stderr } = await running.endBy(() => { kill(memberOf(running, member)); });
    running = await installation.start();
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(line) });
    await tenant.isServed();
    expect((await tenant.items(kept.token)).status).toBe(200);
  }, 120_000);
});
