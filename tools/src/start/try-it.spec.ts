import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tryItSteps } from './try-it.js';

const TOKEN = `pcl_live_${'a'.repeat(36)}`;
const PASSWORD = `it's a "pass\\word" $HOME !!`;

let server: Server;
let url: string;
let folder: string;
const requests: string[] = [];

/** Stands in for both services: it answers as they do and writes down what it was sent. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), `portcullis try-it's-`));
  server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const { cookie, authorization } = request.headers;
      requests.push([request.method, request.url, cookie, authorization, body].filter(Boolean).join(' '));
      response.setHeader('set-cookie', 'portcullis_session=abc; HttpOnly; SameSite=Strict; Path=/');
      response.end(JSON.stringify({ token: TOKEN, apiToken: { id: 'tok_123', object: 'api_token', prefix: 'pcl_live_aaa' }, receipt: { position: 1 } }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

const shells = ['bash', 'zsh'].filter((shell) => spawnSync(shell, ['-c', 'curl --version']).status === 0);

describe('the commands to paste', () => {
  if (shells.length === 0) it.skip('work as they are (not run: bash or curl is not installed)', () => undefined);
  else it.each(shells)('work as they are in %s', async (shell) => {
    requests.length = 0;
    const steps = tryItSteps({
      tokenServiceUrl: url,
      inventoryUrl: url,
      email: 'owner@example.com',
      password: PASSWORD,
      cookieFile: join(folder, 'cookies.txt'),
      environment: 'live',
    });
    const script = steps.map(({ command }) => command).join('\n');
    const { stderr } = await promisify(execFile)(shell, ['-c', script]);
    expect(stderr).toBe('');
    expect(requests).toEqual([
      `POST /api/v1/session ${JSON.stringify({ email: 'owner@example.com', password: PASSWORD })}`,
      'POST /api/v1/api-keys portcullis_session=abc {"name":"My first token","bundle":"read-only","environment":"live"}',
      `GET /public/v1/items?limit=2 Bearer ${TOKEN}`,
      'DELETE /api/v1/api-keys/tok_123 portcullis_session=abc',
    ]);
  });

  it('are four, each on one line with one curl', () => {
    const steps = tryItSteps({ tokenServiceUrl: url, inventoryUrl: url, email: 'a@b', password: 'p', cookieFile: '/c', environment: 'test' });
    expect(steps.map(({ command }) => [command.split('\n').length, command.split('curl').length - 1])).toEqual([[1, 1], [1, 1], [1, 1], [1, 1]]);
  });
});
