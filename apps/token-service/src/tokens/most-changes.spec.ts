import { describe, expect, it } from '@jest/globals';
import { tokensOfSuite } from './tokens-of-suite.spec-kit.js';

const MOST = 1_000;

const { database, service, owner } = await tokensOfSuite();

/** What a machine under too much load answers is asked again, as its Retry-After says. */
async function change(method: string, path: string, body?: object) {
  const ask = () => service.request(method, `/api/v1/api-keys/${path}`, { headers: owner.headers, ...(body && { body }) });
  const first = await ask();
  return first.status === 503 ? ask() : first;
}

/** As if its last change had been made so often; each with as much metadata as one can have. */
async function repeatLastChange(tokenId: string, times: number): Promise<void> {
  await database.query(
    `INSERT INTO event (stream, version, position, type, time, workspace_id, workspace_sequence, bytes, hash)
     SELECT last.stream, last.version + nth, last.position + nth, last.type, last.time, last.workspace_id, last.workspace_sequence + nth,
            convert_to(replace(convert_from(last.bytes, 'UTF8'), '"version":' || last.version || ',', '"version":' || (last.version + nth) || ','), 'UTF8'), last.hash
     FROM (SELECT * FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1) AS last, generate_series(1, $2::int) AS nth`,
    [`token/${tokenId}`, times],
  );
  await database.query('UPDATE event_head SET position = (SELECT max(position) FROM event)');
}

describe('a token that was changed as often as one may be', () => {
  it('is opened by no further change, and can still be disabled and revoked', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const metadata = Object.fromEntries(Array.from({ length: 8 }, (_, key) => [`k${key}`, 'x'.repeat(480)]));
    expect(await change('PATCH', apiToken.id, { metadata })).toMatchObject({ status: 200 });
    await repeatLastChange(apiToken.id, MOST - 2);
    for (const [method, below, body] of [['PATCH', '', { name: 'New' }], ['POST', '/rotate']] as const) {
      expect(await change(method, `${apiToken.id}${below}`, body)).toMatchObject({ status: 409, json: { code: 'too_many_changes' } });
    }
    expect(await change('POST', `${apiToken.id}/disable`)).toMatchObject({ status: 200 });
    expect(await change('POST', `${apiToken.id}/enable`)).toMatchObject({ status: 409, json: { code: 'too_many_changes' } });
    expect(await change('DELETE', apiToken.id)).toMatchObject({ status: 200, json: { apiToken: { status: 'revoked' } } });
  });
});
