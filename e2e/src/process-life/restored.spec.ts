import { afterAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFirstRun } from '../first-run.js';
import { Installation, type RunningInstallation } from '../installation.js';
import { Operator } from '../operator.js';

const CLI = fileURLToPath(new URL('../../../tools/dist/portcullis/main.js', import.meta.url));
const installation = new Installation();
const postgres = join(installation.dataFolder, 'postgres');
const backup = join(installation.folder, 'backup');
const anchorFile = join(installation.dataFolder, 'checkpoints.log');

afterAll(() => installation.remove(), 60_000);

/** The owner issues a token, and everything until then is signed. @returns the note */
async function issueAndSign(running: RunningInstallation, owner: { readonly email: string; readonly password: string }): Promise<string> {
  const operator = await Operator.logIn(running.tokenServiceUrl, owner.email, owner.password);
  await operator.issue({ name: 'Signed', scopes: ['items:read'] });
  const answer = await fetch(`${running.tokenServiceUrl}/api/v1/checkpoints/latest?fresh=true`, { headers: { cookie: operator.cookie } });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** With its owner: PostgreSQL may run as another user. */
const copy = (from: string, to: string): void => {
  rmSync(to, { recursive: true, force: true });
  execFileSync('cp', ['-a', from, to]);
};
const sizeOf = (note: string): number => Number(note.split('\n')[1]);
const originOf = (note: string): string | undefined => note.split('\n')[0];

describe('a database restored from an older backup', () => {
  it('is not served, until the store is renewed: then what is there begins a new history', async () => {
    const first = await installation.start();
    const owner = readFirstRun(first.printed);
    await issueAndSign(first, owner);
    await first.end('SIGTERM');
    copy(postgres, backup);

    const second = await installation.start();
    const lost = await issueAndSign(second, owner);
    await second.end('SIGTERM');
    copy(backup, postgres);

    const { exitCode, stderr } = await installation.startInVain({});
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`The event store holds \\d+ events, and ${sizeOf(lost)} were signed: it was restored from an older backup.*store renew`));

    const renewed = JSON.parse(execFileSync(process.execPath, [CLI, 'store', 'renew'], { env: { PATH: process.env['PATH'], DATA_DIR: installation.dataFolder }, encoding: 'utf8' })) as { storeId: string; formerStoreId: string };
    expect(originOf(lost)).toBe(`portcullis/${renewed.formerStoreId}`);
    const third = await installation.start();
    const fresh = await issueAndSign(third, owner);
    expect(originOf(fresh)).toBe(`portcullis/${renewed.storeId}`);
    await third.end('SIGTERM');
    // What was signed before is still noted, under the name it had.
    expect(readFileSync(anchorFile, 'utf8').split('\n')).toEqual(expect.arrayContaining([JSON.stringify({ note: lost }), JSON.stringify({ note: fresh })]));
  }, 300_000);

  it('and an anchor file that somebody damaged stops the start in one line', async () => {
    appendFileSync(anchorFile, 'not a checkpoint\n');
    const { exitCode, stderr } = await installation.startInVain({});
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/CHECKPOINT_ANCHOR_FILE: the line that begins at byte \d+ of .*checkpoints\.log is damaged; put the file back/);
  }, 120_000);
});
