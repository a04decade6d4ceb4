import type { World } from '../faults/world/world.js';
import { type Answer, answerOf, type ApiToken } from '@portcullis/management-client';
import { callItems, type IssuedToken, type Operator, type TokenWish } from '../operator.js';
import { eventTypes } from './event-types.js';
import type { RecordedToken } from './recorded-store.js';

/** Its answer has the secret that the token got by it, where it got one. */
type Change = (operator: Operator, params: { readonly path: { readonly id: string } }) => Promise<Answer<{ readonly apiToken: ApiToken; readonly token?: string }>>;

interface Life {
  readonly what: string;
  readonly wish?: Omit<TokenWish, 'name'>;
  readonly changes?: readonly Change[];
  /** The first secret works until a time that comes one day. */
  readonly hasGrace?: true;
}

const ITEMS: Life['wish'] = { scopes: ['items:read'] };
const disable: Change = ({ api }, params) => answerOf(api.POST('/api/v1/api-keys/{id}/disable', { params }));
const enable: Change = ({ api }, params) => answerOf(api.POST('/api/v1/api-keys/{id}/enable', { params }));
const revoke: Change = (operator, { path }) => operator.revoke(path.id);
const update: Change = ({ api }, params) => answerOf(api.PATCH('/api/v1/api-keys/{id}', { params, body: { name: 'Another name', allowedIps: ['127.0.0.1'] } }));
const rotate =
  (gracePeriodSeconds?: number): Change =>
  ({ api }, params) =>
    answerOf(api.POST('/api/v1/api-keys/{id}/rotate', { params, body: gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds } }));

const LIVES: readonly Life[] = [
  { what: 'issued with nothing but a scope' },
  { what: 'of the workspace, with everything set', wish: { kind: 'workspace', scopes: ['items:read', 'warehouses:read'], allowedIps: ['127.0.0.0/8', '2001:db8::/32'], expiresAt: '2090-01-01T00:00:00.000Z', notBefore: '2020-01-01T00:00:00.000Z', description: 'by the door\nin “two” lines', metadata: { shop: '7', 'ü': 'ñ' } } },
  { what: 'for elsewhere', wish: { ...ITEMS, allowedIps: ['192.0.2.0/24'] } },
  { what: 'without the scope of the items', wish: { scopes: ['warehouses:read'] } },
  { what: 'of a bundle', wish: { bundle: 'read-only' } },
  { what: 'updated', changes: [update] },
  { what: 'rotated with a period of grace', changes: [rotate(604_800)], hasGrace: true },
  { what: 'rotated at once', changes: [rotate()] },
  { what: 'disabled', changes: [disable] },
  { what: 'disabled and enabled', changes: [disable, enable] },
  { what: 'revoked', changes: [revoke] },
];

/** One token for each life; each secret is called with once before and once after its token's changes. */
export async function liveThroughEverything({ replicas }: World, operator: Operator): Promise<readonly RecordedToken[]> {
  const lived: RecordedToken[] = [];
  for (const { what, wish = ITEMS, changes = [], hasGrace } of LIVES) {
    const issued = await operator.issue({ name: what, ...wish });
    const before = await callItems(replicas[0].url, issued.token);
    const rotated = await change(operator, issued, changes);
    const secrets = [];
    // A grace period ends one day, and what was recorded has to hold for ever.
    const ofAllTime = hasGrace ? rotated : [issued.token, ...rotated];
    for (const token of ofAllTime) secrets.push({ token, status: (await callItems(replicas[1].url, token)).status });
    const counted = [before, ...secrets].filter(({ status }) => status === 200).length;
    lived.push({ id: issued.id, what, secrets, events: await eventTypes(operator, issued.id), counted });
  }
  return lived;
}

/** @returns the secrets that it got by them */
async function change(operator: Operator, { id }: IssuedToken, changes: readonly Change[]): Promise<readonly string[]> {
  const secrets: string[] = [];
  for (const one of changes) {
    const { token } = (await one(operator, { path: { id } })).body;
    if (token !== undefined) secrets.push(token);
  }
  return secrets;
}
