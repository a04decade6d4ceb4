import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { Installation, type RunningInstallation } from '../installation.js';
import { stillRunning } from '../processes.js';
import { fixedPorts } from './fixed-ports.js';
import { memberOf } from './members.js';
import { Tenant } from './tenant.js';

const installation = new Installation(await fixedPorts());
let running: RunningInstallation;
let tenant: Tenant;

afterAll(() => installation.remove(), 60_000);

describe('a stop', () => {
  it.each([
    ['before PostgreSQL is up', /^Starting Portcullis/m],
    ['while the services start', /^ {2}PostgreSQL is up/m],
    ['in the middle of the first run', /^First run: /m],
  ])('of a first start, %s, leaves nothing running and a folder that the next start takes', async (_, line) => {
    expect(await installation.stopWhileStarting(line, 'SIGINT')).toEqual({ exitCode: 0, stderr: '' });
  }, 60_000);

  describe('of a start that has come to its end', () => {
    beforeAll(async () => {
      running = await installation.start();
      tenant = await Tenant.of(running);
    }, 180_000);

    it('asked for twice at once, as npm does on Ctrl-C, is one orderly stop', async () => {
      const { exitCode, stderr } = await running.endBy(() => {
        process.kill(running.pid, 'SIGINT');
        process.kill(running.pid, 'SIGINT');
      });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(running.told()).toMatch(/Portcullis is stopping …\nPortcullis has stopped; its data is kept\.\n$/);
    }, 60_000);

    it('asked for again by a person who will not wait ends what hangs, leaves nothing behind, and costs no data', async () => {
      running = await installation.start();
      const kept = await tenant.operator.issue({ name: 'A moment before', scopes: ['items:read'] });
      const startedAtMs = performance.now();
      const { exitCode } = await running.endBy(async () => {
        process.kill(memberOf(running, 'token-service'), 'SIGSTOP');
        process.kill(running.pid, 'SIGTERM');
        await eventually(() => {
          expect(running.told()).toContain('Portcullis is stopping …');
        });
        // Within a second of the first, what is told again is the same wish: npm passes on what the terminal told already.
        await eventually(
          () => {
            if (stillRunning([running.pid]).length === 0) return;
            process.kill(running.pid, 'SIGTERM');
            throw new Error('It still runs.');
          },
          { intervalMs: 200 },
        );
      });
      expect(exitCode).toBe(130);
      // The seven seconds that a service gets were not waited for.
      expect(performance.now() - startedAtMs).toBeLessThan(6_000);
      running = await installation.start();
      await tenant.isServed();
      expect((await tenant.items(kept.token)).status).toBe(200);
    }, 120_000);

    it('ends a service that hangs after its grace, by itself', async () => {
      process.kill(memberOf(running, 'inventory-public-api'), 'SIGSTOP');
      const { exitCode, tookMs } = await running.end('SIGTERM');
      expect(exitCode).toBe(0);
      expect(tookMs).toBeLessThan(12_000);
    }, 60_000);
  });
});
