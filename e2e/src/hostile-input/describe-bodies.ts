import { expect, it } from '@jest/globals';
import { objectIn } from '../json-answer.js';
import type { ApiRoute } from './api-routes.js';
import { foreignBodies, otherJson, unknownMembers, unreadableBodies, wrongValues } from './body.table.js';
import type { HostileWorld } from './hostile-world.js';
import { faultsOver } from './over-routes.js';
import { type ExpectedProblem, faultOf } from './problems.js';
import { send, type WireAnswer } from './wire.js';

const JSON_TYPE = 'Content-Type: application/json';
const FORM_TYPE = 'Content-Type: application/x-www-form-urlencoded';
const OVER_THE_LIMIT = 64 * 1024 + 1;

/** What comes as a body, on every route that reads one. */
export function describeBodies(get: () => HostileWorld): void {
  const ofJson = (): readonly ApiRoute[] => get().routes.filter(({ body }) => body !== undefined);

  async function give(route: ApiRoute, headers: readonly string[], body: string | Buffer): Promise<WireAnswer> {
    const { credentialFor, targets } = get();
    return send(route.url, { method: route.method, target: targets.of(route), headers: [...(route.isPublic ? [] : [await credentialFor(route)]), ...headers], body });
  }
  const faults = (headers: readonly string[], body: string | Buffer, expected: ExpectedProblem): Promise<readonly string[]> =>
    faultsOver(ofJson(), async (route) => faultOf(await give(route, headers, body), expected));
  const asAWhole = { status: 400, code: 'validation_failed', pointer: '' };

  it.each(unreadableBodies)('%s is refused as a whole', async (_what, body) => {
    expect(await faults([JSON_TYPE], body, asAWhole)).toEqual([]);
  });

  it.each(otherJson)('%s instead of an object is refused as a whole', async (_what, body) => {
    expect(await faults([JSON_TYPE], body, asAWhole)).toEqual([]);
  });

  it.each(unknownMembers)('a member that no route knows, %s, is told by its name', async (_what, member, pointer) => {
    expect(await faults([JSON_TYPE], `{"${member}":1}`, { status: 400, code: 'validation_failed', pointer })).toEqual([]);
  });

  it.each(wrongValues)('%s is refused in every field that is not made for it', async (_what, json, isOddText) => {
    const found = await faultsOver(ofJson(), async (route) => {
      const wrong: string[] = [];
      for (const [name, schema] of fieldsOf(route)) {
        if (takes(schema, json)) continue;
        const pointer = isOddText && JSON.stringify(schema).includes('"string"') ? {} : { pointer: `/${name}` };
        const fault = faultOf(await give(route, [JSON_TYPE], `{"${name}":${json}}`), { status: 400, code: 'validation_failed', ...pointer });
        if (fault !== undefined) wrong.push(`${name}: ${fault}`);
      }
      return wrong.length > 0 ? wrong.join('; ') : undefined;
    });
    expect(found).toEqual([]);
  });

  it('of a member given twice the last one counts, as JSON.parse has it, and is judged', async () => {
    const found = await faultsOver(ofJson(), async (route) => {
      const [name] = fieldsOf(route)[0] ?? [];
      if (name === undefined) return undefined;
      return faultOf(await give(route, [JSON_TYPE], `{"${name}":"right","${name}":{"x":{"y":[]}}}`), { status: 400, pointer: `/${name}` });
    });
    expect(found).toEqual([]);
  });

  it.each(foreignBodies)('%s is 415', async (_what, headers, body) => {
    expect(await faults(headers, body, { status: 415, code: 'unsupported_media_type' })).toEqual([]);
  });

  it('a form is 415 where JSON is read, and JSON where a form is', async () => {
    expect(await faults([FORM_TYPE], 'name=x', { status: 415, code: 'unsupported_media_type' })).toEqual([]);
    for (const route of get().routes.filter(({ form }) => form !== undefined)) {
      expect(faultOf(await give(route, [JSON_TYPE], '{}'), { status: 415, code: 'unsupported_media_type' })).toBeUndefined();
    }
  });

  it('two content types are 400', async () => {
    expect(await faults([JSON_TYPE, 'Content-Type: text/plain'], '{}', { status: 400, code: 'bad_request' })).toEqual([]);
  });

  it.each([
    ['64 KiB and one byte', [], `"${'a'.repeat(OVER_THE_LIMIT - 2)}"`],
    ['a gigabyte that is only announced', ['Content-Length: 1000000000'], '{'],
  ])('%s are 413', async (_what, headers, body) => {
    expect(await faults([JSON_TYPE, ...headers], body, { status: 413, code: 'content_too_large' })).toEqual([]);
  });

  it('more than the limit in chunks of an unknown total is 413', async () => {
    const chunks = `${`4000\r\n${'a'.repeat(0x4000)}\r\n`.repeat(5)}0\r\n\r\n`;
    expect(await faults([JSON_TYPE, 'Transfer-Encoding: chunked'], chunks, { status: 413, code: 'content_too_large' })).toEqual([]);
  });
}

function fieldsOf({ body }: ApiRoute): readonly (readonly [name: string, schema: object])[] {
  return body === undefined ? [] : Object.entries(objectIn(body, 'properties')).map(([name, schema]) => [name, schema as object]);
}

/** Whether the field's schema takes this kind of JSON at all, and what it may be inside is the route's own affair. */
function takes(schema: object, json: string): boolean {
  const saysNothing = !['type', 'anyOf', 'oneOf', 'allOf', 'enum', 'const', '$ref'].some((word) => word in schema);
  const text = JSON.stringify(schema);
  return saysNothing || (json === 'false' && text.includes('"boolean"')) || (json === '1e308' && text.includes('"number"'));
}
