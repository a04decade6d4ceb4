import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { identityOf } from '../installation/process-identity.js';
import { ServiceLog } from './service-log.js';
import { type RestartPolicy, SupervisedService } from './supervised-service.js';
import { until } from '../until.spec-kit.js';

const LIVES = 'setInterval(() => {}, 1000); process.on("disconnect", () => process.exit());';
const IN_NO_TIME: RestartPolicy = { quickMs: 60_000, mostQuickFailures: 2, firstPauseMs: 1 };

let folder: string;
let log: ServiceLog;
let said: string[];
let gaveUp: Promise<OneLineFailure>;
const started: SupervisedService[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-service-'));
  log = new ServiceLog(join(folder, 'fake.log'));
  said = [];
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((service) => service.stop(1_000)));
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A service whose program is `code`; it has the folder's path as FOLDER. */
function service(code: string, restarts = IN_NO_TIME): SupervisedService {
  const script = join(folder, 'service.mjs');
  writeFileSync(script, code);
  let giveUp: (failure: OneLineFailure) => void;
  gaveUp = new Promise((resolve) => {
    giveUp = resolve;
  });
  const made = new SupervisedService(
    { name: 'fake-service', script, environment: { FOLDER: folder }, log },
    { say: (line) => said.push(line), gaveUp: (failure) => { giveUp(failure); } },
    restarts,
  );
  started.push(made);
  return made;
}

describe('a supervised service', () => {
  it('that cannot start fails the start with its own words', async () => {
    const faulty = service('console.error("CONFIRM_WAIT_MS must be a number"); process.exit(1);');
    faulty.start();
    await expect(faulty.startFailed).rejects.toThrow('fake-service did not start (exit code 1): CONFIRM_WAIT_MS must be a number (log: logs/fake.log in the data folder)');
  });

  it('is named once where its own words begin with its name', async () => {
    const faulty = service('console.error("fake-service: HOST: must be an address"); process.exit(1);');
    faulty.start();
    await expect(faulty.startFailed).rejects.toThrow('fake-service did not start (exit code 1): HOST: must be an address (log:');
  });

  it('is started again when it dies', async () => {
    const mortal = service(LIVES);
    mortal.start();
    mortal.confirmRunning();
    const first = mortal.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => mortal.pid !== undefined && mortal.pid !== first);
    expect(said).toEqual(['fake-service ended unexpectedly (SIGKILL); it is started again in 0.001 s.']);
  });

  it('that dies again and again is given up with one line', async () => {
    const hopeless = service('console.error("the disk is gone"); process.exit(3);');
    hopeless.start();
    hopeless.confirmRunning();
    expect((await gaveUp).message).toMatch(/^fake-service ended 3 times in a row \(exit code 3\): the disk is gone/);
    expect(said).toHaveLength(2);
  });

  it('that ended long after its start begins a new count', async () => {
    const steady = service('setTimeout(() => process.exit(3), 50);', { quickMs: 1, mostQuickFailures: 1, firstPauseMs: 1 });
    steady.start();
    steady.confirmRunning();
    await until(() => said.length >= 4);
  });

  it('is asked to stop, and may say goodbye', async () => {
    const polite = service(`import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => { writeFileSync(process.env.FOLDER + '/goodbye', ''); process.exit(0); });
      writeFileSync(process.env.FOLDER + '/ready', ''); ${LIVES}`);
    polite.start();
    await until(() => existsSync(join(folder, 'ready')));
    await polite.stop(10_000);
    expect(existsSync(join(folder, 'goodbye'))).toBe(true);
    expect(said).toEqual([]);
  });

  it('that does not stop in time is ended', async () => {
    const stubborn = service(`import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => {}); writeFileSync(process.env.FOLDER + '/ready', ''); ${LIVES}`);
    stubborn.start();
    await until(() => existsSync(join(folder, 'ready')));
    const pid = stubborn.pid ?? 0;
    await stubborn.stop(50);
    expect(identityOf(pid)).toBeUndefined();
  });

  it('is not started again once it was stopped', async () => {
    const [stopped, another] = [killable(), killable()];
    process.kill(stopped.pid ?? 0, 'SIGKILL');
    await until(() => said.length === 1);
    await stopped.stop(1_000);
    // The other one ends later and has the same pause: once it is back, the stopped one would be.
    process.kill(another.pid ?? 0, 'SIGKILL');
    await until(() => said.length === 2);
    await until(() => another.pid !== undefined);
    expect(stopped.pid).toBeUndefined();
    await another.stop(1_000);

    function killable(): SupervisedService {
      const made = service(LIVES, { ...IN_NO_TIME, firstPauseMs: 20 });
      made.start();
      made.confirmRunning();
      return made;
    }
  });

  it('has its own process group, so that Ctrl-C in the terminal does not reach it', async () => {
    const apart = service(LIVES);
    apart.start();
    const group = execFileSync('ps', ['-o', 'pgid=', '-p', String(apart.pid)], { encoding: 'utf8' });
    expect(Number(group)).toBe(apart.pid);
    await apart.stop(1_000);
  });
});
