import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { Installation, type RunningInstallation } from '../installation.js';
import { stillRunning } from '../processes.js';
import { fixedPorts } from './fixed-ports.js';
import { cannotMount, SmallDisk } from './small-disk.js';
import { memberOf } from './members.js';
import { asSuperuser } from './storage.js';
import { Tenant } from './tenant.js';

const MEGABYTE = 2 ** 20;
const reason = cannotMount();

if (reason !== undefined) {
  console.warn(`A FULL AND A READ-ONLY DISK WERE NOT TESTED: ${reason}.`);
  it.skip(`a full and a read-only disk (not run: ${reason})`, () => undefined);
} else {
  describe('a data folder', () => {
    let installation: Installation;
    let disk: SmallDisk;
    let running: RunningInstallation;
    let tenant: Tenant;

    beforeAll(async () => {
      installation = new Installation(await fixedPorts());
      disk = new SmallDisk(installation.dataFolder);
    });
    afterAll(async () => {
      try {
        await running.end('SIGTERM').catch(() => undefined);
      } finally {
        disk.unmount();
        await installation.remove();
      }
    }, 60_000);

    const onlyLine = async (): Promise<string> => {
      const { exitCode, stderr } = await installation.startInVain({});
      expect(exitCode).toBe(1);
      return stderr;
    };

    it('on a disk too small for a first run is refused in one line', async () => {
      disk.leave(100 * MEGABYTE);
      expect(await onlyLine()).toMatch(/^The disk of the data folder \S+ is full: \d+ MB are free and 300 MB are needed\.\n$/);
      disk.leave(400 * MEGABYTE);
    });

    it('whose disk fills up while all runs: changes answer 503, no service ends, a line says why, and all goes on once there is space', async () => {
      running = await installation.start();
      tenant = await Tenant.of(running);
      const services = [memberOf(running, 'token-service'), memberOf(running, 'inventory-public-api'), memberOf(running, 'PostgreSQL')];
      disk.leave(0);
      await eventually(async () => {
        const issuing = tenant.operator.issue({ name: 'No room', scopes: ['items:read'], description: 'x'.repeat(500) });
        await expect(issuing).rejects.toMatchObject({ status: 503, problem: { code: 'database_unavailable' } });
      }, { timeoutMs: 30_000, intervalMs: 10 });
      await eventually(() => {
        expect(running.told()).toMatch(/^The disk of the data folder \S+ is full: 0 MB are free\. Make space: /m);
      }, { timeoutMs: 10_000 });
      expect(stillRunning(services)).toEqual(services);
      disk.leave(200 * MEGABYTE);
      await tenant.isServed();
      expect((await tenant.operator.issue({ name: 'Room again', scopes: ['items:read'] })).answer.status).toBe(201);
      expect(stillRunning(services)).toEqual(services);
      await eventually(() => {
        expect(running.told()).toMatch(/^There is space again for the data folder /m);
      }, { timeoutMs: 10_000 });
    }, 180_000);

    it('whose disk is too full for what PostgreSQL must write: everything ends with one line, and so does the next start', async () => {
      disk.leave(0);
      const { exitCode, stderr } = await running.endBy(async () => {
        // A new segment of the write-ahead log, which cannot be made: PostgreSQL ends rather than lose what it confirmed.
        const switches = Array.from({ length: 8 }, () => ['SELECT pg_logical_emit_message(true, \'fill\', repeat(\'x\', 1000000))', 'SELECT pg_switch_wal()']).flat();
        await asSuperuser(installation.dataFolder, ...switches).catch(() => undefined);
      });
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/^PostgreSQL ended\. The data folder \S+ cannot be used: no space is left on its disk\.\n$/) });
      expect(await onlyLine()).toMatch(/^The (disk of the data folder \S+ is full: 0 MB are free and 50 MB are needed|data folder \S+ cannot be used: no space is left on its disk)\.\n$/);
    }, 120_000);

    it('that is read-only is refused in one line', async () => {
      disk.readOnly();
      const line = await onlyLine();
      disk.writable();
      expect(line).toMatch(/^The data folder \S+ cannot be used: its file system is read-only\.\n$/);
    });

    it('has all that was confirmed, once there is space', async () => {
      disk.leave(200 * MEGABYTE);
      running = await installation.start();
      await tenant.isServed();
    }, 120_000);
  });
}
