import { describe, expect, it } from '@jest/globals';
import { append } from '@portcullis/event-store';
import { formatPreviousCheckpoint, readHeader, readPreviousCheckpoint, sizeOf, type Verdict, verifyExport, type WorkspaceProof } from '@portcullis/history-proof';
import { eventually } from '@portcullis/testing';
import { parse } from 'csv-parse/sync';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const USER_AGENT = '=HYPERLINK("http://x")';
const headers = { ...owner.headers, 'user-agent': USER_AGENT };

const ask = (query = '', as: Readonly<Record<string, string>> = headers) => service.request('GET', `/api/v1/events/export${query}`, { headers: as });
const key = async (): Promise<string> => (await service.request('GET', '/api/v1/checkpoints/key', { headers })).text;
const fresh = async (): Promise<string> => (await service.request('GET', '/api/v1/checkpoints/latest?fresh=true', { headers })).text;

async function exported(query = ''): Promise<string> {
  const answer = await ask(query);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
  return answer.text;
}

async function verify(text: string, previous?: string): Promise<Verdict> {
  return verifyExport(Readable.from([Buffer.from(text)]), { key: await key(), previous: previous === undefined ? undefined : readPreviousCheckpoint(previous) });
}

/** A token that was changed and used, beside others of this workspace and of another. */
async function usedToken(uses = 3): Promise<string> {
  const { apiToken } = await service.issue(headers);
  const stranger = await service.owner();
  for (let version = 0; version < uses; version += 1) {
    await use(apiToken.id, version);
    if (version === 0) await service.issue(stranger.headers);
  }
  await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers });
  return apiToken.id;
}

const use = (tokenId: string, expectedVersion: number) =>
  database.transaction((query) =>
    append(query, [{ stream: `usage/${tokenId}`, expectedVersion, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data: { tokenId, accepted: 1 }, origin: { address: '198.51.100.7' } }], {
      actor: { type: 'token', id: tokenId },
      requestId: 'req_1',
    }),
  );

/** The file that `portcullis checkpoint` makes. */
async function keptForWorkspace(): Promise<string> {
  const { text } = await service.request('GET', '/api/v1/proofs/workspace', { headers });
  const { note, leaf, index, size, proof } = JSON.parse(text) as { note: string } & WorkspaceProof;
  return formatPreviousCheckpoint({ note, workspace: { leaf, index, size, proof } });
}

describe('the export of a history', () => {
  it('of a workspace holds, and is refused with any event left out', async () => {
    await usedToken();
    const text = await exported();
    const verdict = await verify(text);
    expect(verdict).toMatchObject({ verdict: 'holds', scope: { type: 'workspace', id: owner.workspaceId }, forgotten: 0 });
    const lines = text.split('\n');
    for (let at = 1; at < lines.length - 2; at += 1) expect(await verify(lines.filter((_, index) => index !== at).join('\n'))).toMatchObject({ verdict: 'does_not_hold' });
  });

  it('ends at the newest checkpoint where none can be signed now', async () => {
    await usedToken();
    const signed = await fresh();
    await usedToken();
    renameSync(service.anchorFile, `${service.anchorFile}.aside`);
    mkdirSync(service.anchorFile);
    try {
      expect(await fresh()).toContain('checkpoint_not_signed');
      const verdict = await verify(await exported());
      expect(verdict).toMatchObject({ verdict: 'holds', checkpoint: { size: sizeOf(signed) } });
    } finally {
      rmdirSync(service.anchorFile);
      renameSync(`${service.anchorFile}.aside`, service.anchorFile);
    }
  });

  it('of a token holds, with its use and nothing of another', async () => {
    const tokenId = await usedToken();
    const text = await exported(`?tokenId=${tokenId}`);
    expect(await verify(text)).toMatchObject({ verdict: 'holds', scope: { type: 'token', id: tokenId }, events: 5 });
    const streams = text.split('\n').slice(1, -2).map((line) => (JSON.parse(line) as { event: { stream: string } }).event.stream);
    expect(streams).toEqual([`token/${tokenId}`, `usage/${tokenId}`, `usage/${tokenId}`, `usage/${tokenId}`, `token/${tokenId}`]);
  });

  it('is the same whole history in pages of many', async () => {
    const tokenId = await usedToken(0);
    const data = { tokenId, accepted: 1 };
    for (let version = 0; version < 1_200; version += 400) {
      const uses = Array.from({ length: 400 }, (_, index) => ({ stream: `usage/${tokenId}`, expectedVersion: version + index, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data }));
      await database.transaction((query) => append(query, uses, { actor: { type: 'token', id: tokenId }, requestId: 'req_1' }));
    }
    expect(await verify(await exported(`?tokenId=${tokenId}`))).toMatchObject({ verdict: 'holds', events: 1_202 });
    const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM event WHERE workspace_id = $1', [owner.workspaceId]);
    expect(await verify(await exported())).toMatchObject({ verdict: 'holds', events: row?.count });
  });

  it('still holds when addresses and user agents were deleted', async () => {
    await usedToken();
    await database.query('DELETE FROM event_origin');
    const verdict = await verify(await exported());
    expect(verdict).toMatchObject({ verdict: 'holds' });
    expect(verdict.verdict === 'holds' && verdict.forgotten).toBeGreaterThan(0);
  });

  it('goes on from a checkpoint that was kept, whether the export shows it or the kept file', async () => {
    await usedToken();
    const note = await fresh();
    const kept = await keptForWorkspace();
    await usedToken();
    const size = Number(note.split('\n')[1]);
    const text = await exported(`?previousSize=${size}`);
    expect(readHeader(Buffer.from(text.split('\n')[0] ?? ''))).toMatchObject({ header: { previous: { size } } });
    for (const previous of [note, kept]) expect(await verify(text, previous)).toMatchObject({ verdict: 'holds', previous: { size } });
    expect(await verify(await exported(), kept)).toMatchObject({ verdict: 'holds' });
    expect(await verify(await exported(), note)).toEqual({ verdict: 'not_comparable', reason: 'no_workspace_proof' });
  });

  it('is seen to be of a history that was rewritten, by what was kept before', async () => {
    await usedToken();
    await fresh();
    const kept = await keptForWorkspace();
    const altered = kept.replace(/"lastHash":"./, (start) => (start.endsWith('0') ? start.replace(/.$/, '1') : start.replace(/.$/, '0')));
    expect(await verify(await exported(), altered)).toMatchObject({ verdict: 'does_not_hold' });
  });

  it('of a new workspace holds, and begins with its first owner', async () => {
    const { text } = await ask('', (await service.owner()).headers);
    expect(await verify(text)).toMatchObject({ verdict: 'holds', events: 1 });
    expect(text.split('\n')[1]).toContain('"type":"UserCreated"');
  });

  it('as CSV has a line for each event, no formula, and no hash of a secret', async () => {
    const tokenId = await usedToken();
    const { text, headers: sent } = await ask(`?format=csv&tokenId=${tokenId}`);
    expect([sent.get('content-type'), sent.get('content-disposition')]).toEqual(['text/csv; charset=utf-8; header=present', `attachment; filename="history-${tokenId}.csv"`]);
    const rows: Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\r\n' });
    expect(rows.map(({ type }) => type)).toEqual(['TokenIssued', 'TokenUsed', 'TokenUsed', 'TokenUsed', 'TokenRevoked']);
    expect(rows[0]).toMatchObject({ actor_type: 'user', actor_id: owner.id, address: '127.0.0.1', user_agent: `'${USER_AGENT}`, version: '1' });
    expect(text).not.toMatch(/secretHash/);
    expect(JSON.parse(rows[0]?.['data'] ?? '')).toMatchObject({ name: 'Till' });
  });
});

describe('the export', () => {
  it('is for those who may see the history', async () => {
    for (const [role, status] of [['auditor', 200], ['member', 403]] as const) expect((await ask('', (await service.member(owner, role)).headers)).status).toBe(status);
    expect((await ask('', {})).status).toBe(401);
    for (const [scope, status] of [['audit:read', 200], ['api_token:manage', 403]] as const) {
      const { token } = await service.issue(headers, { scopes: [scope] });
      expect((await ask('', { authorization: `Bearer ${token}` })).status).toBe(status);
    }
  });

  it('is of the caller’s own workspace and tokens', async () => {
    const stranger = await service.owner();
    const { apiToken } = await service.issue(stranger.headers);
    for (const query of [`?tokenId=${apiToken.id}`, '?tokenId=tok_0000000000000000000000', `?workspaceId=${stranger.workspaceId}`, '?previousSize=999999']) expect((await ask(query)).status).toBe(404);
    expect((await ask(`?workspaceId=${owner.workspaceId}`)).status).toBe(200);
  });

  it.each([['format=xml', '/format'], ['tokenId=x', '/tokenId'], ['previousSize=0', '/previousSize'], ['limit=5', '/limit']])('refuses %s', async (query, pointer) => {
    const answer = await ask(`?${query}`);
    expect([answer.status, pointersOf(answer)]).toEqual([400, [pointer]]);
  });

  it('is made for two of a workspace at once and no more, and its place is free when a client goes away', async () => {
    await manyUses();
    const first = [await opened(), await opened()];
    expect(first.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const refused = await ask();
    expect([refused.status, refused.json?.['code'], refused.headers.get('retry-after')]).toEqual([429, 'too_many_requests', '30']);
    for (const answer of first) answer.destroy();
    await eventually(async () => {
      const { statusCode } = (await opened()).destroy();
      expect(statusCode).toBe(200);
    });
  }, 30_000);
});

/** An export of which nothing is read, on a connection of its own. */
async function opened(): Promise<IncomingMessage> {
  const [answer] = (await once(get(`${service.url}/api/v1/events/export`, { headers, agent: false }), 'response')) as [IncomingMessage];
  return answer;
}

/** More than sockets and streams hold between a server and a client that does not read. */
async function manyUses(): Promise<void> {
  const { apiToken } = await service.issue(headers);
  const data = { tokenId: apiToken.id, text: 'x'.repeat(8_000) };
  for (let version = 0; version < 4_000; version += 500) {
    const uses = Array.from({ length: 500 }, (_, index) => ({ stream: `usage/${apiToken.id}`, expectedVersion: version + index, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data }));
    await database.transaction((query) => append(query, uses, { actor: { type: 'token', id: apiToken.id }, requestId: 'req_1' }));
  }
}
