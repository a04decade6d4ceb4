/** What a value has to be at least; a list has its members' shape, an object those of its members that are read blindly. */
type Shape = 'string' | 'number' | 'boolean' | 'object' | 'string or null' | 'object or null' | readonly [Shape] | { readonly [member: string]: Shape };

const LIST = { data: ['object'], nextCursor: 'string or null' } as const;
const TOKEN = { id: 'string', name: 'string', status: 'string', scopes: ['string'], allowedIps: ['string'], metadata: 'object' } as const;
const RECEIPT = { position: 'number', confirmed: 'boolean', replicas: [{ service: 'string', boot: 'string' }] } as const;
const CHANGED = { apiToken: TOKEN, receipt: RECEIPT } as const;
const ISSUED = { ...CHANGED, token: 'string or null' } as const;
const USER = { id: 'string', email: 'string', role: 'string', status: 'string', grantableScopes: ['string'], createdAt: 'string' } as const;
const PASSWORD_OF_USER = { user: USER, password: 'string' } as const;
const USER_CHANGED = { user: USER, tokens: { changed: 'number', remaining: 'boolean' }, receipt: 'object or null' } as const;

/** By method and path as the document has them; of the others only that they are JSON is looked at. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'POST /api/v1/session': { user: { email: 'string', role: 'string' }, workspace: { name: 'string' } },
  'GET /api/v1/api-keys': { ...LIST, data: [TOKEN] },
  'POST /api/v1/api-keys': ISSUED,
  'GET /api/v1/api-keys/counts': { total: 'number', byStatus: 'object' },
  'GET /api/v1/api-keys/{id}': TOKEN,
  'PATCH /api/v1/api-keys/{id}': CHANGED,
  'DELETE /api/v1/api-keys/{id}': CHANGED,
  'POST /api/v1/api-keys/{id}/disable': CHANGED,
  'POST /api/v1/api-keys/{id}/enable': CHANGED,
  'POST /api/v1/api-keys/{id}/rotate': ISSUED,
  'GET /api/v1/api-keys/{id}/secrets': { current: { prefix: 'string' } },
  'GET /api/v1/api-keys/{id}/events': { ...LIST, data: [{ type: 'string', time: 'string', actor: { id: 'string' }, data: 'object' }] },
  'POST /api/v1/api-keys/revoke': { revoked: 'number', alreadyRevoked: 'number', remaining: 'number', notFound: ['string'], receipt: 'object or null' },
  'GET /api/v1/users': { ...LIST, data: [USER] },
  'POST /api/v1/users': PASSWORD_OF_USER,
  'GET /api/v1/users/{id}': USER,
  'PATCH /api/v1/users/{id}': USER_CHANGED,
  'DELETE /api/v1/users/{id}': USER_CHANGED,
  'POST /api/v1/users/{id}/suspend': USER_CHANGED,
  'POST /api/v1/users/{id}/resume': USER_CHANGED,
  'POST /api/v1/users/{id}/reset-password': PASSWORD_OF_USER,
  'GET /api/v1/sessions': { ...LIST, data: [{ id: 'string', createdAt: 'string', lastSeenAt: 'string' }] },
  'GET /api/v1/receipts/{position}': RECEIPT,
  'GET /api/v1/scopes': { ...LIST, data: [{ scope: 'string', title: 'object' }], bundles: [{ title: 'object', scopes: ['string'] }] },
  'GET /api/v1/replicas': { ...LIST, data: [{ service: 'string', boot: 'string', status: 'string' }] },
};
const PROBLEM: Shape = { code: 'string', detail: 'string' };
const FIELD_ERRORS: Shape = [{ pointer: 'string', message: 'string' }];

/** Whether a success has what whoever asked for it reads. */
export function isAnswerOf(method: string, path: string, body: unknown): boolean {
  const shape = SHAPES[`${method} ${path}`];
  return shape === undefined || has(body, shape);
}

/** RFC 9457, with the members of this API. */
export function isProblem(body: unknown): boolean {
  return has(body, PROBLEM) && (!hasMember(body, 'errors') || has(body.errors, FIELD_ERRORS));
}

function has(value: unknown, shape: Shape): boolean {
  if (shape === 'string or null') return value === null || typeof value === 'string';
  if (shape === 'object or null') return value === null || isObject(value);
  if (shape === 'object') return isObject(value);
  if (typeof shape === 'string') return typeof value === shape;
  if (isList(shape)) return Array.isArray(value) && value.every((member) => has(member, shape[0]));
  return isObject(value) && Object.entries(shape).every(([member, of]) => has(value[member], of));
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasMember(value: unknown, member: 'errors'): value is { readonly errors: unknown } {
  return isObject(value) && value[member] !== undefined;
}
