import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { managementClient, type Receipt } from '@portcullis/management-client';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Context } from '../command-line/context.js';
import { textsIn } from '../messages/texts.js';
import { Screen } from '../terminal/screen.js';
import { awaitReceipt, notConfirmedYet } from './await-receipt.js';

const REFUSED = { type: 'urn:portcullis:problem:x', title: 'x', status: 503, detail: 'x', code: 'database_unavailable', requestId: 'req_1', message: 'x' };
const replica = { service: 'inventory', boot: 'b'.repeat(32), appliedPosition: 6, confirmedBy: null };
const receipt = (confirmed: boolean, replicas: Receipt['replicas'] = [replica]): Receipt => ({ position: 7, confirmed, href: '/api/v1/receipts/7', replicas });

/** What the service says of the receipt, one look after the other; the last one again and again. */
let looks: (Receipt | number)[];
let server: Server;
let shown: string;

beforeEach(async () => {
  shown = '';
  server = createServer((_request, response) => {
    const look = (looks.length > 1 ? looks.shift() : looks[0]) ?? 503;
    const isRefused = typeof look === 'number';
    response.writeHead(isRefused ? look : 200, { 'content-type': isRefused ? 'application/problem+json' : 'application/json' });
    response.end(JSON.stringify(isRefused ? REFUSED : look));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function wait(first: Receipt, patienceMs: number, isTTY: boolean): Promise<Receipt> {
  const stderr = { isTTY, columns: 60, write: (text: string) => (shown += text) };
  const screen = new Screen({ write: () => true }, stderr, {});
  const context: Context = { env: {}, stdin: Readable.from([]), stderr: process.stderr, screen, texts: textsIn('en'), signal: new AbortController().signal };
  const { port } = server.address() as AddressInfo;
  return awaitReceipt(managementClient({ url: `http://127.0.0.1:${port}` }), first, patienceMs, context);
}

describe('waiting for a confirmation', () => {
  it('ends with it, also where the service is away meanwhile', async () => {
    looks = [503, 500, 429, receipt(false), receipt(true)];
    expect((await wait(receipt(false), 30_000, false)).confirmed).toBe(true);
    expect(looks).toHaveLength(1);
    expect(shown).toBe('');
  });

  it.each([401, 403, 404])('ends at once, as not known, where the receipt is refused with %d: the change is made all the same', async (status) => {
    looks = [status];
    await expect(wait(receipt(false), 30_000, false)).rejects.toMatchObject({ exitCode: 5, message: expect.stringContaining('The change is made, but it is not known yet') });
  });

  it('ends with patience, and names who is missing', async () => {
    looks = [receipt(false)];
    const last = await wait(receipt(false), 600, false);
    expect(last.confirmed).toBe(false);
    expect(notConfirmedYet(last, textsIn('en'))).toMatchObject({ exitCode: 5, message: expect.stringContaining('by inventory bbbbbbbb. Ask again: portcullis receipt 7') });
    expect(notConfirmedYet(receipt(false, []), textsIn('en')).message).toContain('not known yet');
  });

  it('asks nobody where the change is confirmed already', async () => {
    looks = [503];
    expect((await wait(receipt(true), 30_000, true)).confirmed).toBe(true);
    expect(shown).toBe('');
  });

  it('shows on a terminal who is waited for, in one line that does not wrap, and takes it away', async () => {
    looks = [receipt(true)];
    await wait(receipt(false, Array.from({ length: 20 }, () => replica)), 30_000, true);
    const lines = shown.split('\r\u001b[K').slice(1);
    expect(lines.at(-1)).toBe('');
    expect(lines[0]).toMatch(/^Waiting for 20 of 20 processes: inventory bbbbbbbb/);
    for (const line of lines) expect(line.length).toBeLessThan(60);
  });
});
