import { expect, it } from '@jest/globals';
import type { ApiRoute } from './api-routes.js';
import { bearer, type HostileWorld } from './hostile-world.js';
import { faultsOver } from './over-routes.js';
import { faultOf } from './problems.js';
import { queryOf } from './sample-targets.js';
import { send, type WireAnswer } from './wire.js';

const BAD_CURSOR = { status: 400, code: 'validation_failed', pointer: '/cursor' };

/** Cursors of another list, another tenant, or nobody, on every list. */
export function describeCursors(get: () => HostileWorld): void {
  const hasParameter = (route: ApiRoute, wanted: string): boolean => queryOf(route).some(({ name }) => name === wanted);
  const lists = (): readonly ApiRoute[] => get().routes.filter((route) => hasParameter(route, 'cursor'));

  const ask = async (route: ApiRoute, query: string, credential?: string): Promise<WireAnswer> =>
    send(route.url, { target: `${get().targets.of(route)}?${query}`, headers: [credential ?? (await get().credentialFor(route))] });

  /** A cursor after the first element; undefined where the list has no more than one. */
  async function cursorOf(route: ApiRoute, credential?: string): Promise<string | undefined> {
    const { json } = await ask(route, 'limit=1', credential);
    return typeof json['nextCursor'] === 'string' ? json['nextCursor'] : undefined;
  }

  async function faultsWith(alter: (cursor: string, route: ApiRoute) => Promise<string> | string): Promise<readonly string[]> {
    return faultsOver(lists(), async (route) => {
      const cursor = await cursorOf(route);
      if (cursor === undefined) return undefined;
      return faultOf(await ask(route, `limit=1&cursor=${encodeURIComponent(await alter(cursor, route))}`), BAD_CURSOR);
    });
  }

  it('there are lists with more than one page to try this on, on both services', async () => {
    const services = await Promise.all(lists().map(async (route) => ((await cursorOf(route)) === undefined ? undefined : route.url)));
    expect(new Set(services.filter((url) => url !== undefined)).size).toBe(2);
  });

  it.each<[string, (cursor: string) => string]>([
    ['cut short', (cursor) => cursor.slice(0, -1)],
    ['cut to its beginning', (cursor) => cursor.slice(0, 16)],
    ['with more behind it', (cursor) => `${cursor}A`],
    ['with a bit flipped at its beginning', (cursor) => flipped(cursor, 0)],
    ['with a bit flipped in the middle', (cursor) => flipped(cursor, cursor.length >> 1)],
    ['with a bit flipped at its end', (cursor) => flipped(cursor, cursor.length - 1)],
    ['padded', (cursor) => `${cursor}==`],
    ['with NUL', (cursor) => `${cursor}\u0000`],
    ['made up', () => Buffer.from('{"id":"x"}').toString('base64url')],
    ['too long', (cursor) => cursor.repeat(100)],
  ])('one that is %s is refused', async (_how, alter) => {
    expect(await faultsWith(alter)).toEqual([]);
  });

  it('one of another list is refused by every list', async () => {
    const all = await Promise.all(lists().map(async (route) => ({ route, cursor: await cursorOf(route) })));
    const faults = await faultsOver(lists(), async (route) => {
      for (const { route: origin, cursor } of all) {
        if (cursor === undefined || (origin.url === route.url && origin.path === route.path)) continue;
        const fault = faultOf(await ask(route, `cursor=${cursor}`), BAD_CURSOR);
        if (fault !== undefined) return `with the cursor of ${origin.path}: ${fault}`;
      }
      return undefined;
    });
    expect(faults).toEqual([]);
  });

  it('one of another workspace is refused', async () => {
    const stranger = bearer(get().stranger.token);
    expect(await faultsWith(async (own, route) => (await cursorOf(route, stranger)) ?? flipped(own, 0))).toEqual([]);
  });

  it('one of the same list with other filters is refused', async () => {
    const faults = await faultsOver(lists(), async (route) => {
      // Not by what holds anyway.
      const filter = queryOf(route)
        .flatMap(({ name, schema }) => ((schema['enum'] ?? []) as string[]).filter((value) => value !== schema['default']).map((value) => `${name}=${value}`))
        .at(-1);
      const cursor = await cursorOf(route);
      if (filter === undefined || cursor === undefined) return undefined;
      return faultOf(await ask(route, `${filter}&cursor=${cursor}`), BAD_CURSOR);
    });
    expect(faults).toEqual([]);
  });
}

/** The text with the last bit of one of its base64url digits the other way round. */
function flipped(cursor: string, at: number): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return cursor.slice(0, at) + digits.charAt(digits.indexOf(cursor.charAt(at)) ^ 1) + cursor.slice(at + 1);
}
