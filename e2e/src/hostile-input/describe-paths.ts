import { expect, it } from '@jest/globals';
import type { ApiRoute } from './api-routes.js';
import type { HostileWorld } from './hostile-world.js';
import { faultsOver } from './over-routes.js';
import { hostileIds, hostileTargets } from './path.table.js';
import { faultOf, faultOfDocument } from './problems.js';
import { send } from './wire.js';

/** What stands in the request line. */
export function describePaths(get: () => HostileWorld): void {
  const services = (): readonly string[] => [get().running.tokenServiceUrl, get().running.inventoryUrl];

  it.each(hostileIds)('%s is no id: 404, or 400 where it is no path either', async (_what, id) => {
    const routes = get().routes.filter(({ path }) => path.includes('{'));
    const faults = await faultsOver(routes, async (route: ApiRoute) => {
      const target = route.path.replaceAll(/\{\w+\}/g, id);
      const answer = await send(route.url, { method: route.method, target, headers: [await get().credentialFor(route)] });
      return answer.status === 400 ? faultOfDocument(answer) : faultOf(answer, { status: 404, code: 'not_found' });
    });
    expect(faults).toEqual([]);
  });

  it.each(hostileTargets)('%s is %s, a problem', async (_what, target, status) => {
    for (const url of services()) expect([url, faultOf(await send(url, { target }), { status })]).toEqual([url, undefined]);
  });

  it('an address of 20,000 characters is 431, as it does not fit where headers do', async () => {
    for (const url of services()) expect((await send(url, { target: `/${'a'.repeat(20_000)}` })).status).toBe(431);
  });

  it('an address with a host in it means the path behind that', async () => {
    for (const url of services()) {
      expect((await send(url, { target: 'http://elsewhere.example/health/live' })).status).toBe(200);
      expect(faultOf(await send(url, { target: 'http://elsewhere.example/nothing' }), { status: 404 })).toBeUndefined();
      expect(faultOf(await send(url, { method: 'PUT', target: 'http://elsewhere.example/health/live' }), { status: 405 })).toBeUndefined();
    }
  });
}
