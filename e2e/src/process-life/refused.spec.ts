import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@portcullis/tools';
import { type FailedStart, Installation } from '../installation.js';
import { programOf } from './members.js';

const installation = new Installation();
let stranger: Server | undefined;

afterEach(() => {
  stranger?.close();
  stranger = undefined;
});
afterAll(() => installation.remove(), 60_000);

/** A port of the loopback that another program listens on. */
async function takenPort(): Promise<string> {
  stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  return String((stranger.address() as AddressInfo).port);
}

describe('npm start is refused in one line', () => {
  const refusalOf = async (environment: Readonly<Record<string, string>>): Promise<string> => {
    const { exitCode, stderr } = await installation.startInVain(environment);
    expect(exitCode).toBe(1);
    return stderr;
  };

  it.each(['TOKEN_SERVICE_PORT', 'INVENTORY_API_PORT'])('where the port of %s is in use: it names the port and the variable', async (variable) => {
    const port = await takenPort();
    expect(await refusalOf({ [variable]: port })).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program: stop that one, or set ${variable} to another port.\n`,
    );
  });

  it('where both services are to have the same port', async () => {
    const port = String(await freePort());
    expect(await refusalOf({ TOKEN_SERVICE_PORT: port, INVENTORY_API_PORT: port })).toBe(`TOKEN_SERVICE_PORT and INVENTORY_API_PORT are both ${port}: they must differ.\n`);
  });

  it('where HOST is of another machine', async () => {
    expect(await refusalOf({ HOST: '192.0.2.1' })).toBe('HOST is 192.0.2.1, which is no address of this machine: use 127.0.0.1, or an address that it has.\n');
  });

  it('where the folder holds something else', async () => {
    const foreign = join(installation.folder, 'thesis');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'chapter-1.txt'), '');
    expect(await refusalOf({ DATA_DIR: foreign })).toBe(`The folder ${foreign} is not empty and holds no data of Portcullis: set DATA_DIR to another folder.\n`);
  });

  it('where a newer Portcullis made the folder', async () => {
    const newer = join(installation.folder, 'newer');
    mkdirSync(newer);
    writeFileSync(join(newer, 'version'), '2\n');
    expect(await refusalOf({ DATA_DIR: newer })).toMatch(/^The data folder \S+ was made by another version of Portcullis \(layout 2; this one reads 1\): .+\n$/);
  });

  it('where brokers are given and none answers', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    const kafka = new Installation({ KAFKA_BROKERS: nobody }, ['--kafka']);
    const { exitCode, stderr } = await kafka.startInVain({});
    await kafka.remove();
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `No Kafka broker answers at ${nobody} (KAFKA_BROKERS): start it, or correct the address.\n` });
  });
});

describe.each(['token-service', 'inventory-public-api'] as const)('%s by itself is refused', (service) => {
  const run = async (environment: Readonly<Record<string, string>>): Promise<FailedStart> => {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [programOf(service)], { env: { PATH, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += String(text)));
    await once(child, 'close');
    return { exitCode: child.exitCode, stderr };
  };
  // Nobody listens there: what is refused is refused before anything is asked.
  const nowhere = { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/d', LOG_DATABASE_URL: 'postgres://u:p@127.0.0.1:1/l', CHECKPOINT_KEY_FILE: '/nowhere/key.pem', CHECKPOINT_ANCHOR_FILE: '/nowhere/checkpoints.log' };

  it('where it is not told what it needs: each variable has its line', async () => {
    const { exitCode, stderr } = await run({});
    expect(exitCode).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${service}: DATABASE_URL: `)));
    for (const line of lines) expect(line).toMatch(new RegExp(`^${service}: [A-Z_]+: `));
  });

  it('where it would speak with other machines in the open, and nobody said that TLS ends in front', async () => {
    const { exitCode, stderr } = await run({ ...nowhere, HOST: '0.0.0.0' });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/HOST=0\.0\.0\.0 is reachable from other machines, where tokens would travel unencrypted: .*ALLOW_PLAINTEXT=1.*\n$/) });
  });

  it('where its database is on another machine, in the open', async () => {
    const { exitCode, stderr } = await run({ ...nowhere, DATABASE_URL: 'postgres://u:secret@192.0.2.1:5432/d' });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(new RegExp(`^${service}: DATABASE_URL: names another machine, and nothing is encrypted .*\\n$`)) });
    expect(stderr).not.toContain('secret');
  });
});
