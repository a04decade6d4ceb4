import { expect, it } from '@jest/globals';
import { type ApiRoute, nameOf } from './api-routes.js';
import type { HostileWorld } from './hostile-world.js';
import { faultsOver } from './over-routes.js';
import { faultOf, faultOfHead } from './problems.js';
import { send } from './wire.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LINK', 'M-SEARCH', 'QUERY'];

/** Methods that a path has not, and those it has besides its own. */
export function describeMethods(get: () => HostileWorld): void {
  /** Those whose path may be this one: `/api-keys/{id}` is `/api-keys/revoke` as well. */
  const siblings = (route: ApiRoute): readonly ApiRoute[] => {
    const target = get().targets.of(route);
    return get().routes.filter(({ url, path }) => url === route.url && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(target));
  };
  const methodsOf = (route: ApiRoute): readonly string[] => {
    const methods = siblings(route).map(({ method }) => method);
    return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort();
  };

  it.each(METHODS)('%s is 405 with the methods that are right, on every path that has no such route', async (method) => {
    const faults = await faultsOver(get().routes, async (route) => {
      const allowed = methodsOf(route);
      if (allowed.includes(method)) return undefined;
      const answer = await send(route.url, { method, target: get().targets.of(route), headers: [await get().credentialFor(route)] });
      const allow = answer.headers.get('allow');
      const fault = method === 'HEAD' ? faultOfHead(answer, 405) : faultOf(answer, { status: 405, code: 'method_not_allowed' });
      return fault ?? (allow === allowed.join(', ') ? undefined : `Allow is ${String(allow)}, not ${allowed.join(', ')}`);
    });
    expect(faults).toEqual([]);
  });

  it('HEAD is answered as GET is, with nothing after the headers', async () => {
    const faults = await faultsOver(get().routes.filter(({ method, isStream }) => method === 'GET' && !isStream), async (route) => {
      const request = { target: get().targets.of(route), headers: [await get().credentialFor(route)] };
      const [head, whole] = [await send(route.url, { ...request, method: 'HEAD' }), await send(route.url, request)];
      const [of, expected] = [head, whole].map(({ status, headers }) => `${status} ${String(headers.get('content-type'))}`);
      return of === expected ? undefined : `${String(of)} for ${String(expected)}`;
    });
    expect(faults).toEqual([]);
  });

  it('HEAD asks for the same credentials as GET', async () => {
    const guarded = get().routes.filter(({ method, isPublic }) => method === 'GET' && !isPublic);
    const faults = await faultsOver(guarded, async (route) => {
      const { status } = await send(route.url, { method: 'HEAD', target: get().targets.of(route) });
      return status === 401 ? undefined : `${nameOf(route)} is ${status}`;
    });
    expect(faults).toEqual([]);
  });

  it('a method in a header changes nothing', async () => {
    const reading = get().routes.filter(({ method, isPublic, isStream }) => method === 'GET' && !isPublic && !isStream);
    const faults = await faultsOver(reading, async (route) => {
      const request = { target: get().targets.of(route), headers: [await get().credentialFor(route)] };
      const without = await send(route.url, request);
      const { status } = await send(route.url, { ...request, headers: [...request.headers, 'X-HTTP-Method-Override: DELETE', 'X-Method-Override: DELETE'] });
      return status === without.status && status < 500 ? undefined : `${status}, and ${without.status} without`;
    });
    expect(faults).toEqual([]);
  });
}
