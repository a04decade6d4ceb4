import { expect, it } from '@jest/globals';
import { answerOf } from '@portcullis/management-client';
import { eventually } from '@portcullis/testing';
import type { FirstRun } from './first-run.js';
import type { RunningInstallation } from './installation.js';
import { listIn } from './json-answer.js';
import { callItems, type IssuedToken, Operator } from './operator.js';
import { rememberingClient } from './remembering-client.js';

export interface TheWay {
  readonly running: RunningInstallation;
  readonly firstRun: FirstRun;
  /** Secrets that the suite came to know go here. */
  readonly secrets: string[];
}

/** The way of a token from its issue to its refusal; the same on every log. @param get the installation, once it runs. */
export function describeTheWay(get: () => TheWay): void {
  let operator: Operator;
  let issued: IssuedToken;

  it('the owner logs in with the credentials of the first run', async () => {
    const { running, firstRun, secrets } = get();
    const { email, password } = firstRun;
    const { headers } = await answerOf(rememberingClient(running.tokenServiceUrl).POST('/api/v1/session', { body: { email, password } }));
    operator = await Operator.logIn(running.tokenServiceUrl, email, password);
    expect(operator.session.user.email).toBe(email);
    expect(headers.get('set-cookie')).toMatch(/^portcullis_session=.*HttpOnly.*SameSite=Strict/i);
    secrets.push(password, ...operator.secrets);
  });

  it('a token is issued, shown once, and confirmed by the inventory\'s replica', async () => {
    issued = await operator.issue({ name: 'Shop sync', bundle: 'read-only' });
    get().secrets.push(issued.token);
    expect(issued.answer.status).toBe(201);
    expect(issued.answer.headers.get('cache-control')).toContain('no-store');
    expect(issued.token).toMatch(/^pcl_live_[0-9A-Za-z]{36}$/);
    expect(issued.answer.body.receipt).toMatchObject({ confirmed: true, replicas: [{ service: 'inventory-public-api', confirmedBy: 'application' }] });
    expect(JSON.stringify((await operator.show(issued.id)).body)).not.toContain(issued.token);
  });

  it('a confirmed token opens the inventory at once', async () => {
    const answer = await callItems(get().running.inventoryUrl, issued.token, '?limit=100');
    expect(answer.status).toBe(200);
    expect(listIn(answer.body, 'data')).toHaveLength(100);
    expect(answer.body['nextCursor']).not.toBeNull();
  });

  it('its use is in lastUsedAt and in its history within two seconds', async () => {
    await eventually(
      async () => {
        expect((await operator.show(issued.id)).body.lastUsedAt).toEqual(expect.stringMatching(/^\d{4}-.*Z$/));
        expect((await operator.events(issued.id)).body.data.map(({ type }) => type)).toEqual(['TokenIssued', 'TokenUsed']);
      },
      { timeoutMs: 2_000 },
    );
  });

  it('a token without the scope is refused with 403', async () => {
    const narrow = await operator.issue({ name: 'Warehouses only', scopes: ['warehouses:read'] });
    get().secrets.push(narrow.token);
    const answer = await callItems(get().running.inventoryUrl, narrow.token);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([403, expect.stringContaining('error="insufficient_scope"')]);
  });

  it('no call that begins after the confirmed revocation is accepted', async () => {
    const revoked = await operator.revoke(issued.id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => callItems(get().running.inventoryUrl, issued.token)));
    expect(revoked.status).toBe(200);
    expect(revoked.body.receipt).toMatchObject({ confirmed: true, replicas: [{ service: 'inventory-public-api', confirmedBy: 'application' }] });
    expect(revoked.body.apiToken.status).toBe('revoked');
    for (const { status, headers, body } of answers) {
      expect([status, headers.get('www-authenticate'), body['code']]).toEqual([401, expect.stringContaining('error="invalid_token"'), 'invalid_token']);
    }
    expect((await operator.events(issued.id)).body.data.map(({ type }) => type)).toEqual(['TokenIssued', 'TokenUsed', 'TokenRevoked']);
  });

  it('a cookie is refused once its session was ended', async () => {
    expect((await operator.logOut()).status).toBe(204);
    await expect(operator.show(issued.id)).rejects.toMatchObject({ status: 401 });
  });
}
