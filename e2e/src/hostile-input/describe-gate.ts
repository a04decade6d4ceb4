import { expect, it } from '@jest/globals';
import type { ApiRoute } from './api-routes.js';
import { deadTokens, malformedCredentials, noCredentials } from './gate.table.js';
import type { HostileWorld } from './hostile-world.js';
import { faultsOver } from './over-routes.js';
import { type ExpectedProblem, faultOf } from './problems.js';
import { send } from './wire.js';

const CHALLENGE = 'Bearer realm="portcullis"';
const FORM = 'Content-Type: application/x-www-form-urlencoded';

/** The grammar of credentials, at every route that asks for one. */
export function describeGate(get: () => HostileWorld): void {
  const guarded = (): readonly ApiRoute[] => get().routes.filter(({ isPublic }) => !isPublic);
  const filled = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replaceAll('%', get().tenant.token.token));

  /** What every guarded route has to answer to these header lines, whatever else is in the request. */
  async function faults(headers: readonly string[], expected: ExpectedProblem & { challenge: string }, query = '', form?: string): Promise<readonly string[]> {
    const routes = form === undefined ? guarded() : guarded().filter(({ method }) => method !== 'GET');
    return faultsOver(routes, async (route) => {
      const body = form === undefined ? {} : { body: form };
      const answer = await send(route.url, { method: route.method, target: `${get().targets.of(route)}${query}`, headers, ...body });
      const challenge = answer.headers.get('www-authenticate');
      return faultOf(answer, expected) ?? (challenge === expected.challenge ? undefined : `the challenge is ${String(challenge)}`);
    });
  }

  const malformed = { status: 400, code: 'invalid_request', challenge: `${CHALLENGE}, error="invalid_request"` };
  it.each(malformedCredentials)('%s is 400 invalid_request on every guarded route', async (_what, lines) => {
    expect(await faults(filled(lines), malformed)).toEqual([]);
  });

  it.each(noCredentials)('%s is 401 without an error code on every guarded route', async (_what, lines) => {
    expect(await faults(filled(lines), { status: 401, code: 'unauthenticated', challenge: CHALLENGE })).toEqual([]);
  });

  it.each(deadTokens)('%s is 401 invalid_token on every guarded route', async (_what, token) => {
    const expected = { status: 401, code: 'invalid_token', challenge: `${CHALLENGE}, error="invalid_token"` };
    expect(await faults([`Authorization: Bearer ${token}`], expected)).toEqual([]);
  });

  it.each([
    ['alone', false, 'access_token'],
    ['beside the header', true, 'access_token'],
    ['escaped', true, 'access%5Ftoken'],
  ])('a token in the query, %s, is 400 invalid_request on every guarded route', async (_how, hasHeader, name) => {
    const headers = hasHeader ? filled(['Authorization: Bearer %']) : [];
    expect(await faults(headers, malformed, `?${name}=${get().tenant.token.token}`)).toEqual([]);
  });

  it.each([
    ['alone', false],
    ['beside the header', true],
  ])('a token in a form, %s, is 400 invalid_request on every guarded route that may have a body', async (_how, hasHeader) => {
    const headers = [FORM, ...(hasHeader ? filled(['Authorization: Bearer %']) : [])];
    expect(await faults(headers, malformed, '', `access_token=${get().tenant.token.token}`)).toEqual([]);
  });
}
