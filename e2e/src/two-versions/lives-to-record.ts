import type { World } from '../faults/world/world.js';
import { call, textIn } from '../json-answer.js';
import { callItems, type IssuedToken, type Operator } from '../operator.js';
import { eventTypes } from './event-types.js';
import type { RecordedToken } from './recorded-store.js';

interface Life {
  readonly what: string;
  readonly wish?: object;
  readonly changes?: readonly { readonly method: 'POST' | 'PATCH' | 'DELETE'; readonly to: string; readonly body?: object }[];
}

const LIVES: readonly Life[] = [
  { what: 'issued with nothing but a scope' },
  { what: 'of the workspace, with everything set', wish: { kind: 'workspace', scopes: ['items:read', 'warehouses:read'], allowedIps: ['127.0.0.0/8', '2001:db8::/32'], expiresAt: '2090-01-01T00:00:00.000Z', notBefore: '2020-01-01T00:00:00.000Z', description: 'by the door\nin “two” lines', metadata: { shop: '7', 'ü': 'ñ' } } },
  { what: 'for elsewhere', wish: { allowedIps: ['192.0.2.0/24'] } },
  { what: 'without the scope of the items', wish: { scopes: ['warehouses:read'] } },
  { what: 'of a bundle', wish: { scopes: undefined, bundle: 'read-only' } },
  { what: 'updated', changes: [{ method: 'PATCH', to: '', body: { name: 'Another name', allowedIps: ['127.0.0.1'] } }] },
  { what: 'rotated with a period of grace', changes: [{ method: 'POST', to: '/rotate', body: { gracePeriodSeconds: 604_800 } }] },
  { what: 'rotated at once', changes: [{ method: 'POST', to: '/rotate', body: {} }] },
  { what: 'disabled', changes: [{ method: 'POST', to: '/disable' }] },
  { what: 'disabled and enabled', changes: [{ method: 'POST', to: '/disable' }, { method: 'POST', to: '/enable' }] },
  { what: 'revoked', changes: [{ method: 'DELETE', to: '?reason=over' }] },
];

/** One token for each life; each secret is called with once before and once after its token's changes. */
export async function liveThroughEverything({ tokenServices, replicas }: World, operator: Operator): Promise<readonly RecordedToken[]> {
  const lived: RecordedToken[] = [];
  for (const { what, wish, changes = [] } of LIVES) {
    const issued = await operator.issue({ name: what, scopes: ['items:read'], ...wish });
    const before = await callItems(replicas[0].url, issued.token);
    const rotated = await change(tokenServices[0].url, operator, issued, changes);
    const secrets = [];
    // A grace period ends one day, and what was recorded has to hold for ever.
    const ofAllTime = changes.some(({ body }) => body !== undefined && 'gracePeriodSeconds' in body) ? rotated : [issued.token, ...rotated];
    for (const token of ofAllTime) secrets.push({ token, status: (await callItems(replicas[1].url, token)).status });
    const counted = [before, ...secrets].filter(({ status }) => status === 200).length;
    lived.push({ id: issued.id, what, secrets, events: await eventTypes(operator, issued.id), counted });
  }
  return lived;
}

/** @returns the secrets that it got by them */
async function change(url: string, operator: Operator, { id }: IssuedToken, changes: Life['changes'] = []): Promise<readonly string[]> {
  const secrets: string[] = [];
  for (const { method, to, body } of changes) {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { cookie: operator.cookie, 'content-type': 'application/json' } };
    const answer = await call(`${url}/api/v1/api-keys/${id}${to}`, { method, headers: { cookie: operator.cookie }, ...sent });
    if (answer.status !== 200) throw new Error(`${method} ${to}: ${answer.status} ${JSON.stringify(answer.body)}`);
    if (to === '/rotate') secrets.push(textIn(answer.body, 'token'));
  }
  return secrets;
}
