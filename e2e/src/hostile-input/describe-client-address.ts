import { beforeAll, expect, it } from '@jest/globals';
import type { IssuedToken } from '../operator.js';
import { forwardings } from './client-address.table.js';
import { bearer, type HostileWorld } from './hostile-world.js';
import { faultOf } from './problems.js';
import { send, type WireAnswer } from './wire.js';

/** Whose address a token with an allowlist is judged by; the tests stand where the trusted proxy does. */
export function describeClientAddress(get: () => HostileWorld): void {
  let issued: Readonly<Record<string, IssuedToken>>;
  beforeAll(async () => {
    const { operator } = get().tenant;
    const issue = (name: string, allowedIps: string[]): Promise<IssuedToken> => operator.issue({ name, bundle: 'administrative', allowedIps });
    issued = {
      client: await issue('From the office', ['203.0.113.0/24', '2001:db8::/32']),
      proxy: await issue('From the proxy itself', ['127.0.0.0/8']),
      anywhere: await issue('From every address', ['0.0.0.0/0', '::/0']),
    };
  }, 30_000);

  const both = async (who: string, lines: readonly string[]): Promise<readonly WireAnswer[]> => {
    const headers = [bearer(issued[who] ?? { token: '' }), ...lines];
    const { inventoryUrl, tokenServiceUrl } = get().running;
    return Promise.all([send(inventoryUrl, { target: '/public/v1/items', headers }), send(tokenServiceUrl, { target: '/api/v1/api-keys', headers })]);
  };
  const refused = { status: 403, code: 'address_not_allowed' };

  it.each(forwardings)('%s: judged as %s', async (_what, seenAs, lines) => {
    const open = { client: seenAs === 'the client', proxy: seenAs === 'the proxy', anywhere: seenAs !== 'nobody' };
    for (const [who, isOpen] of Object.entries(open)) {
      for (const answer of await both(who, lines)) {
        expect([who, isOpen ? answer.status : faultOf(answer, refused)]).toEqual([who, isOpen ? 200 : undefined]);
      }
    }
  });

  it('a token without a list is good also where nobody can tell from where it is used', async () => {
    const headers = [bearer(get().tenant.token), 'X-Forwarded-For: unknown'];
    expect((await send(get().running.inventoryUrl, { target: '/public/v1/items', headers })).status).toBe(200);
    expect((await send(get().running.tokenServiceUrl, { target: '/api/v1/api-keys', headers })).status).toBe(200);
  });
}
