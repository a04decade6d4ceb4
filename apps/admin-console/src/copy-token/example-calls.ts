import type { ScopeName } from '../token-form/scopes/scopes-query.js';

/** A call that a scope is enough for. */
export interface ExampleCall {
  /** undefined: any live token may. */
  readonly scope: ScopeName | undefined;
  readonly path: string;
  /** Who answers it. */
  readonly from: 'inventory' | 'token-service';
}

const BY_SCOPE: Partial<Record<ScopeName, Omit<ExampleCall, 'scope'>>> = {
  'items:read': { path: '/public/v1/items?limit=5', from: 'inventory' },
  'warehouses:read': { path: '/public/v1/warehouses', from: 'inventory' },
  'item-categories:read': { path: '/public/v1/item-categories', from: 'inventory' },
  'stock-reports:read': { path: '/public/v1/stock-reports/low-stock', from: 'inventory' },
  'company:read': { path: '/public/v1/company', from: 'inventory' },
  'api_token:manage': { path: '/api/v1/api-keys?limit=5', from: 'token-service' },
  'audit:read': { path: '/api/v1/events?limit=5', from: 'token-service' },
};

/** The calls that a token with these scopes may make, those of the inventory first; what it can ask of itself where there is none. */
export function callsFor(scopes: readonly ScopeName[]): readonly [ExampleCall, ...ExampleCall[]] {
  const [first, ...more] = Object.entries(BY_SCOPE).flatMap(([scope, call]) => (scopes.some((own) => own === scope) ? [{ scope: scope as ScopeName, ...call }] : []));
  return first === undefined ? [{ scope: undefined, path: '/api/v1/api-keys/self', from: 'token-service' }] : [first, ...more];
}

/** Where `npm start` puts the inventory's API beside token-service. */
const PORTS_APART = 100;

/**
 * Where a program most likely finds the API: with ports of their own, as `npm start` has them, the inventory's is a
 * hundred above token-service's; behind one name without a port it is that name.
 *
 * @param origin of this page
 */
export function baseUrlOf(origin: string, from: ExampleCall['from']): string {
  const url = new URL(origin);
  if (from === 'inventory' && url.port !== '') url.port = String(Number(url.port) + PORTS_APART);
  return url.origin;
}

export const PROGRAM_LANGUAGES = { curl: 'curl', javascript: 'JavaScript', python: 'Python', php: 'PHP' } as const;
export type ProgramLanguage = keyof typeof PROGRAM_LANGUAGES;

/** The same GET in each language, ready to be run. @param url the whole address @param token as it is, or as it is shown */
export const exampleIn: Readonly<Record<ProgramLanguage, (url: string, token: string) => string>> = {
  curl: (url, token) => `curl '${url}' \\\n  -H 'Authorization: Bearer ${token}'`,
  javascript: (url, token) => `const response = await fetch('${url}', {\n  headers: { Authorization: 'Bearer ${token}' },\n});\nconsole.log(response.status, await response.json());`,
  python: (url, token) => `from urllib.request import Request, urlopen\n\nrequest = Request(\n    '${url}',\n    headers={'Authorization': 'Bearer ${token}'},\n)\nwith urlopen(request) as response:\n    print(response.status, response.read().decode())`,
  php: (url, token) => `<?php\n$context = stream_context_create(['http' => [\n    'header' => 'Authorization: Bearer ${token}',\n]]);\necho file_get_contents('${url}', false, $context);`,
};
