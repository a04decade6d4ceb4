import { answerOf, type ApiToken, type ManagementClient, type operations } from '@portcullis/management-client';
import type { TokenServiceProcess } from '@portcullis/testing';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

type Wish = operations['issueApiToken']['requestBody']['content']['application/json'];

const SAMPLES: readonly Omit<Wish, 'environment'>[] = [
  { name: 'Point of sale, Jakarta', scopes: ['items:read', 'rents:create', 'rents:read', 'renters:read'], expiresAt: inDays(83) },
  { name: 'Nightly stock report', scopes: ['stock-reports:read'], expiresAt: inDays(6) },
  { name: 'Website catalogue', bundle: 'restricted' },
  { name: 'Warehouse scanner 3', scopes: ['kiosk:scan', 'items:read'], kind: 'workspace', allowedIps: ['203.0.113.0/28'], expiresAt: inDays(300) },
  { name: 'Accounting export with a name that is rather long for a column', bundle: 'read-only', notBefore: inDays(9), expiresAt: inDays(400) },
  { name: 'Contractor', scopes: ['items:read'], expiresAt: inDays(1) },
  { name: 'Old integration', scopes: ['items:read', 'items:update'] },
  { name: 'Leaked in a repository', bundle: 'read-write' },
];

/** Tokens of every status, as a workspace that is in use has them. */
export async function issueSamples(client: ManagementClient, service: TokenServiceProcess): Promise<readonly ApiToken[]> {
  const tokens: ApiToken[] = [];
  for (const body of SAMPLES) {
    tokens.push((await answerOf(client.POST('/api/v1/api-keys', { body, params: { header: { Prefer: 'respond-async' } } }))).body.apiToken);
  }
  const idOf = (name: string): string => tokens.find((token) => token.name === name)?.id ?? '';
  await answerOf(client.POST('/api/v1/api-keys/{id}/disable', { params: { path: { id: idOf('Old integration') } } }));
  await answerOf(client.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: idOf('Leaked in a repository') }, query: { reason: 'Found in a public repository' } } }));
  await service.query(`UPDATE api_token SET expires_at = now() - interval '2 days' WHERE id = '${idOf('Contractor')}'`);
  return tokens;
}
