import { describe, expect, it } from '@jest/globals';
import { append, head, readStream } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { tokensOfSuite } from './tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const context = { actor: { type: 'system', id: 'test' }, requestId: 'req_1' } as const;
const revoke = (tokenId: string) => service.request('DELETE', `/api/v1/api-keys/${tokenId}`, { headers: owner.headers });

/** Resolves once somebody waits for a lock in this database. */
async function somebodyWaits(): Promise<void> {
  await eventually(async () => {
    const waiting = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(waiting.length).toBeGreaterThan(0);
  }, { timeoutMs: 5_000 });
}

describe('a command on a token', () => {
  it('that loses to another writer of its stream is decided again on what the other wrote', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const stream = `token/${apiToken.id}`;
    const disabled = { stream, expectedVersion: 1, type: 'TokenDisabled', schemaVersion: 1, workspaceId: owner.workspaceId, data: { reason: null } };
    let revoking: ReturnType<typeof revoke> | undefined;
    await database.transaction(async (query) => {
      await append(query, [disabled], context);
      revoking = revoke(apiToken.id);
      await somebodyWaits();
    });
    expect(await revoking).toMatchObject({ status: 200, json: { apiToken: { version: 3, status: 'revoked' } } });
    expect((await readStream(database.query, stream)).map(({ type }) => type)).toEqual(['TokenIssued', 'TokenDisabled', 'TokenRevoked']);
  });

  it('that cannot have the token’s row in time changes nothing and may be tried again', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const before = await head(database.query);
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [apiToken.id]);
      const answer = await revoke(apiToken.id);
      expect(answer).toMatchObject({ status: 503, json: { code: 'busy' } });
      expect(answer.headers.get('retry-after')).toBe('1');
    });
    expect(await head(database.query)).toEqual(before);
    expect(await revoke(apiToken.id)).toMatchObject({ status: 200 });
  });

  it('changes neither row nor stream where its append fails', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const before = await head(database.query);
    await database.query(`ALTER TABLE event_message ADD CONSTRAINT broken CHECK (position < 0) NOT VALID`);
    try {
      // Past the comparison with the document, which promises no fault of ours.
      const answer = await fetch(`${service.url}/api/v1/api-keys/${apiToken.id}`, { method: 'DELETE', headers: owner.headers });
      expect(answer.status).toBe(500);
    } finally {
      await database.query('ALTER TABLE event_message DROP CONSTRAINT broken');
    }
    expect(await database.query('SELECT status, version FROM api_token WHERE id = $1', [apiToken.id])).toEqual([{ status: 'enabled', version: '1' }]);
    expect(await head(database.query)).toEqual(before);
  });

  it('on one token does not wait for a command on another', async () => {
    const [{ apiToken: held }, { apiToken: free }] = [await service.issue(owner.headers), await service.issue(owner.headers)];
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [held.id]);
      expect(await revoke(free.id)).toMatchObject({ status: 200 });
    });
  });

  it('leaves neither row nor event where its append fails', async () => {
    const before = await head(database.query);
    await database.query(`ALTER TABLE event_message ADD CONSTRAINT broken CHECK (position < 0) NOT VALID`);
    try {
      // Past the comparison with the document, which promises no fault of ours.
      const headers = { ...owner.headers, 'content-type': 'application/json' };
      const body = JSON.stringify({ name: 'never', scopes: ['items:read'] });
      const answer = await fetch(`${service.url}/api/v1/api-keys`, { method: 'POST', headers, body });
      expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'internal_error' }]);
    } finally {
      await database.query('ALTER TABLE event_message DROP CONSTRAINT broken');
    }
    expect(await database.query(`SELECT FROM api_token WHERE name = 'never'`)).toEqual([]);
    expect(await head(database.query)).toEqual(before);
  });
});
