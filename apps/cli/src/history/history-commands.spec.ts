import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { checkpointSigner } from '@portcullis/history-proof';
import { eventually, type Owner, startTokenService, type TokenServiceProcess } from '@portcullis/testing';
import { generateKeyPairSync } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person } from '../command-line/portcullis.spec-kit.js';

/** Each command is a process of its own, on a machine that has others to run. */
jest.setTimeout(90_000);

let service: TokenServiceProcess;
let owner: Owner;
let person: Person;
let folder: string;
let keyFile: string;
let tokenId: string;

const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-history-'));
  service = await startTokenService({ CONFIRM_WAIT_MS: '100' });
  owner = await service.newOwner('Gudang');
  person = new Person();
  expect((await person.logIn(service.url, owner)).code).toBe(0);
  keyFile = file('key');
  writeFileSync(keyFile, (await person.run(['checkpoint-key'])).out);
  tokenId = (await issue()).id;
}, 120_000);
afterAll(async () => {
  person.leave();
  rmSync(folder, { recursive: true, force: true });
  await service.stop();
});

async function issue(): Promise<{ readonly id: string }> {
  return (await person.json<{ apiToken: { id: string } }>('issue', '--name', 'Till', '--scope', 'items:read', '--no-wait')).apiToken;
}

const verify = (name: string, ...more: readonly string[]) => person.run(['verify', file(name), '--key', keyFile, ...more]);

describe('portcullis export and verify', () => {
  it('show that the history of the workspace holds, by the key and nothing else', async () => {
    const exported = await person.run(['export', '--out', file('history-1')]);
    expect(exported).toMatchObject({ code: 0, out: '', err: expect.stringContaining('Written: ') });
    expect(statSync(file('history-1')).mode & 0o777).toBe(0o600);
    const nobody = new Person();
    const env = { PORTCULLIS_URL: 'http://127.0.0.1:9' };
    expect(await nobody.run(['verify', file('history-1'), '--key', keyFile], { env })).toMatchObject({ code: 0, out: expect.stringMatching(/^The history of workspace wsp_\w+ holds: \d+ events/) });
    const key = readFileSync(keyFile, 'utf8').trim();
    expect(await nobody.run(['verify', '-', '--key', key, '--json'], { input: readFileSync(file('history-1'), 'utf8'), env })).toMatchObject({ code: 0, out: expect.stringContaining('"verdict": "holds"') });
    nobody.leave();
  });

  it('name the first event that does not fit, with exit code 1', async () => {
    await person.run(['export', '--out', file('history-2')]);
    const lines = readFileSync(file('history-2'), 'utf8').split('\n');
    writeFileSync(file('altered'), lines.map((line, at) => (at === 1 ? line.replace('"requestId":"req_', '"requestId":"rex_') : line)).join('\n'));
    expect(await verify('altered')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^error: The history does not hold\. The first event that does not fit is \w+ at position \d+ .*it does not follow on the event before it/) });
    writeFileSync(file('cut'), lines.slice(0, -2).join('\n'));
    expect(await verify('cut', '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"code": "cut"'), err: expect.stringContaining('ends before its last line') });
    expect((await person.run(['verify', file('altered'), '--key', keyFile], { env: { LANG: 'id_ID.UTF-8' } })).err).toMatch(/^kesalahan: Riwayat ini tidak benar\./);
  });

  it('hold of a token, and say what that does not prove', async () => {
    expect((await person.run(['export', '--token', tokenId, '--out', file('token')])).code).toBe(0);
    expect(await verify('token')).toMatchObject({ code: 0, out: expect.stringContaining(`token ${tokenId} holds: 1 events`), err: expect.stringContaining('does not prove that nothing came after') });
  });

  it('show that it goes on from a checkpoint that was kept, or say how to', async () => {
    expect(await person.run(['checkpoint', '--out', file('checkpoint')])).toMatchObject({ code: 0, err: expect.stringContaining('Kept: ') });
    writeFileSync(file('note'), readFileSync(file('checkpoint'), 'utf8').split('\n').slice(3).join('\n'));
    await issue();
    await person.run(['export', '--out', file('history-3')]);
    expect(await verify('history-3', '--previous', file('checkpoint'))).toMatchObject({ code: 0, out: expect.stringContaining('It goes on from the earlier checkpoint') });
    expect(await verify('history-3', '--previous', file('note'))).toMatchObject({ code: 2, err: expect.stringContaining('portcullis export --previous') });
    expect((await person.run(['export', '--out', file('later'), '--previous', file('note')])).code).toBe(0);
    expect((await verify('later', '--previous', file('note'))).code).toBe(0);
  });

  it('replace no file that is there: an earlier checkpoint is what a rewritten history shows by', async () => {
    for (const command of ['checkpoint', 'export']) {
      writeFileSync(file('earlier'), 'earlier');
      expect(await person.run([command, '--out', file('earlier')])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is there already, and is not replaced') });
      expect(readFileSync(file('earlier'), 'utf8')).toBe('earlier');
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('are never in the place of a device or of a link', async () => {
    symlinkSync('/dev/null', file('link'));
    expect(await person.run(['checkpoint', '--out', file('link')])).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
    expect(lstatSync(file('link')).isSymbolicLink()).toBe(true);
  });

  it('are verified with a key in a file whose name has a plus sign', async () => {
    writeFileSync(file('key+1'), readFileSync(keyFile));
    await person.run(['export', '--out', file('plus')]);
    expect((await person.run(['verify', file('plus'), '--key', file('key+1')])).code).toBe(0);
  });

  it('refuse a key that did not sign it with exit code 1, and what is none with 2', async () => {
    await person.run(['export', '--out', file('history-4')]);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const other = checkpointSigner('portcullis', privateKey, publicKey).vkey;
    expect(await person.run(['verify', file('history-4'), '--key', other])).toMatchObject({ code: 1, err: expect.stringContaining('another key signed it') });
    for (const args of [['--key', 'x+y'], ['--key', file('nothing')], ['--key', keyFile, '--previous', file('history-4')], ['--key', keyFile, '--previous', file('nothing')]]) {
      expect(await person.run(['verify', file('history-4'), ...args])).toMatchObject({ code: 2, out: '' });
    }
    expect(await verify('nothing')).toMatchObject({ code: 2, err: expect.stringContaining('(ENOENT)') });
    expect(await person.run(['verify', folder, '--key', keyFile])).toMatchObject({ code: 2 });
    expect(await person.run(['verify', file('history-4')])).toMatchObject({ code: 2 });
  });

  it('write CSV for people', async () => {
    expect(await person.run(['export', '--format', 'csv', '--out', file('csv')])).toMatchObject({ code: 0, err: expect.stringContaining('cannot be verified') });
    expect(readFileSync(file('csv'), 'utf8')).toMatch(/^position,time,stream,version,type,/);
    expect((await verify('csv')).code).toBe(1);
  });

  it('are of what is the caller’s', async () => {
    expect(await person.run(['export', '--workspace', 'wsp_other', '--out', file('other')])).toMatchObject({ code: 4 });
    expect(await person.run(['export', '--token', 'tok_0000000000000000000000', '--out', file('other')])).toMatchObject({ code: 4 });
    expect(await person.run(['export', '--workspace', 'wsp_1', '--token', tokenId, '--out', file('other')])).toMatchObject({ code: 2 });
    expect(readdirSync(folder)).not.toContain('other');
  });
});

describe('an export that breaks off', () => {
  let server: Server;
  let under: Person;
  let answer: (response: ServerResponse) => void;
  beforeAll(async () => {
    server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': request.url?.includes('csv') ? 'text/csv' : 'application/x-ndjson' });
      answer(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    under = new Person({ PORTCULLIS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, PORTCULLIS_TOKEN: 'pcl_live_x' });
  });
  afterAll(() => {
    under.leave();
    server.closeAllConnections();
    server.close();
  });
  const left = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('broken'));

  it('leaves nothing, whether it ends early or its connection does', async () => {
    answer = (response) => response.end('{"format":"portcullis-history"}\n');
    expect(await under.run(['export', '--out', file('broken')])).toMatchObject({ code: 1, err: expect.stringContaining('broke off') });
    answer = (response) => response.write('x\n', () => response.destroy());
    expect((await under.run(['export', '--out', file('broken')])).code).toBe(1);
    expect(left()).toEqual([]);
  });

  it('leaves nothing on Ctrl-C', async () => {
    answer = (response) => response.write('x\n');
    const running = under.start(['export', '--out', file('broken')]);
    await eventually(() => {
      expect(left()).toHaveLength(1);
    }, { timeoutMs: 30_000 });
    running.kill('SIGINT');
    expect((await running.ended).code).toBe(130);
    expect(left()).toEqual([]);
  });

  it('leaves what another has written under its name meanwhile', async () => {
    const taken = new EventEmitter();
    answer = (response) => {
      response.write('position,time\r\n');
      if (existsSync(file('broken'))) response.end();
      else taken.once('taken', () => response.end());
    };
    const running = under.start(['export', '--format', 'csv', '--out', file('broken')]);
    await eventually(() => {
      expect(left()).toHaveLength(1);
    }, { timeoutMs: 30_000 });
    writeFileSync(file('broken'), 'meanwhile');
    taken.emit('taken');
    expect((await running.ended).code).toBe(1);
    expect(left()).toEqual(['broken']);
    expect(readFileSync(file('broken'), 'utf8')).toBe('meanwhile');
  });
});
