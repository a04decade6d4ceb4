import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describeTheWay, type TheWay } from './describe-the-way.js';
import { readFirstRun } from './first-run.js';
import { Installation, type RunningInstallation } from './installation.js';
import { callItems, Operator } from './operator.js';
import { commandLineOf, stillRunning } from './processes.js';
import { keptSecrets, secretsInLogs } from './written-secrets.js';

const installation = new Installation();
const secrets: string[] = [];
let running: RunningInstallation;
let way: TheWay;
let kept: { readonly id: string; readonly token: string };

beforeAll(async () => {
  running = await installation.start();
  way = { running, firstRun: readFirstRun(running.printed), secrets };
}, 180_000);
afterAll(async () => {
  await installation.remove();
}, 60_000);

describe('npm start, on the embedded log', () => {
  describeTheWay(() => way);

  const canPaste = spawnSync('bash', ['-c', 'curl --version']).status === 0;
  const paste = canPaste ? it : it.skip;
  paste(`the four commands that it prints work as they are in bash, and the call again is refused${canPaste ? '' : ' (not run: no bash or no curl)'}`, async () => {
    const { commands } = way.firstRun;
    expect(commands).toHaveLength(4);
    const script = [...commands, commands[2]].join('\n');
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script]);
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter((line) => /^\d{3}$/.test(line))).toEqual(['200', '401']);
    secrets.push(...(/pcl_live_[0-9A-Za-z]{36}/.exec(stdout) ?? []));
  });

  it('nothing secret is on a command line that other users can list', () => {
    const all = [...secrets, ...keptSecrets(installation.dataFolder)];
    const commandLines = [running.pid, ...running.children()].map(commandLineOf).join('\n');
    expect(commandLines).toContain('apps/token-service/dist/main.js');
    expect(all.filter((secret) => commandLines.includes(secret))).toEqual([]);
  });
});

describe('a second npm start', () => {
  it('on a data folder in use is refused in one line', async () => {
    const { exitCode, stderr } = await installation.startInVain({});
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`Portcullis already runs on this data folder (process ${running.pid}): use that one, stop it, or set DATA_DIR to another folder.\n`);
  });

  it('after Ctrl-C is up in seconds, keeps all data, and does not print the password again', async () => {
    const operator = await Operator.logIn(running.tokenServiceUrl, way.firstRun.email, way.firstRun.password);
    kept = await operator.issue({ name: 'Kept', scopes: ['items:read'] });
    secrets.push(...operator.secrets);
    const { exitCode, tookMs } = await running.end('SIGINT');
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
    const startedAtMs = performance.now();
    running = await installation.start();
    expect(performance.now() - startedAtMs).toBeLessThan(20_000);
    expect(running.printed).not.toContain(way.firstRun.password);
    expect(running.printed).toContain(`npm run -s portcullis -- owner reset --email ${way.firstRun.email}`);
    expect((await callItems(running.inventoryUrl, kept.token)).status).toBe(200);
  }, 120_000);

  it('after a kill -9 finds no process left and no lock in its way', async () => {
    const children = running.children();
    expect(children.length).toBeGreaterThanOrEqual(4);
    await running.end('SIGKILL');
    expect(stillRunning(children)).toEqual([]);
    running = await installation.start();
    expect((await callItems(running.inventoryUrl, kept.token)).status).toBe(200);
  }, 120_000);

  it('ends everything on SIGTERM', async () => {
    const { exitCode, tookMs } = await running.end('SIGTERM');
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
  }, 30_000);

  it('with a setting that a service refuses ends in one line, and leaves nothing running', async () => {
    const { exitCode, stderr } = await installation.startInVain({ CONFIRM_WAIT_MS: 'soon' });
    expect(exitCode).toBe(1);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/^token-service did not start .*CONFIRM_WAIT_MS/)]);
  }, 60_000);
});

describe('the logs of it all', () => {
  it('hold no secret that the run made', () => {
    const all = [...secrets, ...keptSecrets(installation.dataFolder)];
    expect(all.length).toBeGreaterThan(8);
    expect(secretsInLogs(installation.dataFolder, all)).toEqual([]);
  });
});
