import { expect, it } from '@jest/globals';
import { bearer } from './token-service.spec-kit.js';
import { tokensOfSuite } from './tokens-of-suite.spec-kit.js';

const { database, service } = await tokensOfSuite();

/** Every row of every table, as text; bytes both as hex and as the text that they may be. */
async function dump(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(tables.map(({ name }) => database.query<Record<string, unknown>>(`SELECT * FROM ${name}`)));
  return rows
    .flat()
    .flatMap((row) => Object.values(row))
    .map((value) => (Buffer.isBuffer(value) ? `${value.toString('latin1')} ${value.toString('hex')}` : JSON.stringify(value)))
    .join('\n');
}

const withoutSecret = (text: string): string => text.replace(/"token":"[^"]+"/, '');

it('a token’s secret is in no row, event, message or log line, nor in any answer but the first', async () => {
  const owner = await service.owner();
  const body = { name: 'Till', scopes: ['api_token:manage'] };
  const headers = { ...owner.headers, 'idempotency-key': 'once' };
  const { token, apiToken } = await service.issue(headers, body);
  const path = `/api/v1/api-keys/${apiToken.id}`;
  const answers = [
    await service.request('POST', '/api/v1/api-keys', { headers, body }),
    await service.request('POST', '/api/v1/api-keys', { headers: owner.headers, body: { ...body, name: token } }),
    await service.request('POST', '/api/v1/api-keys', { headers: owner.headers, body: { ...body, allowedIps: token } }),
    await service.request('POST', '/api/v1/api-keys', { headers: { ...owner.headers, 'idempotency-key': token }, body }),
    await service.request('POST', '/api/v1/api-keys', { headers: { ...owner.headers, 'user-agent': token }, body: { ...body, scopes: ['items:read'] } }),
    await service.request('DELETE', `${path}?reason=${token}`, { headers: owner.headers }),
    await service.request('PATCH', path, { headers: owner.headers, body: { name: token } }),
    await service.request('PATCH', path, { headers: owner.headers, body: { description: `it is ${token}` } }),
    await service.request('PATCH', path, { headers: owner.headers, body: { metadata: { secret: token } } }),
    await service.request('POST', `${path}/disable`, { headers: owner.headers, body: { reason: token } }),
    await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(token) }),
    await service.request('GET', `${path}/secrets`, { headers: bearer(token) }),
    await service.request('GET', '/api/v1/api-keys', { headers: bearer(token) }),
    await service.request('GET', path, { headers: bearer(token) }),
    await service.request('GET', `${path}/events`, { headers: bearer(token) }),
    await service.request('GET', `/api/v1/api-keys/${token}`, { headers: bearer(token) }),
    await service.request('GET', `${path}?access_token=${token}`, { headers: bearer(token) }),
    await service.request('DELETE', path, { headers: bearer(token) }),
    await service.request('GET', path, { headers: bearer(token) }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 400, 400, 400, 201, 400, 400, 400, 400, 400, 200, 200, 200, 200, 200, 404, 400, 200, 401]);
  const secret = token.slice(apiToken.prefix.length);
  const everything = { rows: await dump(), log: service.log(), answers: JSON.stringify(answers.map(({ text }) => withoutSecret(text))) };
  expect(everything.rows).toContain(apiToken.prefix);
  for (const text of Object.values(everything)) expect(text).not.toContain(secret);
});

it('a rotated token’s new secret is in no row, event, message or log line, nor in any answer but the rotation’s', async () => {
  const owner = await service.owner();
  const { apiToken } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
  const path = `/api/v1/api-keys/${apiToken.id}`;
  const rotation = await service.request('POST', `${path}/rotate`, { headers: owner.headers, body: { gracePeriodSeconds: 60 } });
  const token = String(rotation.json?.['token']);
  const answers = [
    await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(token) }),
    await service.request('GET', path, { headers: bearer(token) }),
    await service.request('GET', `${path}/secrets`, { headers: bearer(token) }),
    await service.request('GET', `${path}/events`, { headers: bearer(token) }),
    await service.request('POST', `${path}/rotate`, { headers: owner.headers }),
    await service.request('POST', `${path}/rotate`, { headers: owner.headers, body: { gracePeriodSeconds: token } }),
    await service.request('DELETE', '/api/v1/api-keys/self', { headers: bearer(token) }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 400, 401]);
  const texts = [await dump(), service.log(), withoutSecret(rotation.text), ...answers.map(({ text }) => text)];
  for (const text of texts) expect(text).not.toContain(token.slice(12));
});

it('a secret that is presented in a body is in no row, event, message, log line or answer', async () => {
  const owner = await service.owner();
  const [asking, other] = [await service.issue(owner.headers, { scopes: ['api_token:manage'] }), await service.issue(owner.headers)];
  const { token } = other;
  const answers = [
    await service.request('POST', '/oauth/introspect', { headers: bearer(asking.token), form: `token=${token}` }),
    await service.request('POST', '/oauth/introspect', { headers: { ...bearer(asking.token), 'user-agent': token }, form: `token=x&client_address=${token}` }),
    await service.request('POST', '/oauth/introspect', { headers: bearer(asking.token), body: { token } }),
    await service.request('POST', '/oauth/revoke', { form: `token=${token}&token=${token}` }),
    await service.request('POST', `/oauth/revoke?token=${token}`, { form: `token=${token}` }),
    await service.request('POST', '/api/v1/leaked-tokens', { body: { tokens: token } }),
    await service.request('POST', '/api/v1/leaked-tokens', { headers: { 'user-agent': token }, body: { tokens: [token, `${token} `] } }),
    await service.request('POST', '/oauth/revoke', { headers: { 'user-agent': token }, form: `token=${token}` }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 415, 400, 400, 400, 202, 200]);
  for (const text of [await dump(), service.log(), ...answers.map((answer) => answer.text)]) expect(text).not.toContain(token.slice(12));
});
