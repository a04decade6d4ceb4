import { randomBytes } from 'node:crypto';
import type { EventToAppend } from '@portcullis/event-store';

/** The event of a token that is issued, with its message: as token-service writes it. */
export type IssueEvent = EventToAppend & Required<Pick<EventToAppend, 'message'>>;

const SCOPES = ['company:read', 'items:read', 'warehouses:read', 'item-categories:read'];
const WORKSPACES = 50;

let issued = 0;

export function issueEvent(): IssueEvent {
  issued += 1;
  const tokenId = `tok_${randomBytes(12).toString('hex').slice(0, 22)}`;
  const hash = randomBytes(32).toString('hex');
  const workspaceId = `wsp_bench${String(issued % WORKSPACES).padStart(17, '0')}`;
  const facts = { kind: 'user', environment: 'live', scopes: SCOPES, allowedIps: [], notBefore: null, expiresAt: '2099-01-01T00:00:00.000Z' };
  return {
    stream: `token/${tokenId}`,
    expectedVersion: 0,
    type: 'TokenIssued',
    schemaVersion: 1,
    workspaceId,
    data: { ...facts, tokenId, name: 'Shop sync', description: null, metadata: {}, createdBy: 'usr_bench0000000000000000000', prefix: 'pcl_live_AbC', secretHash: hash },
    origin: { address: '203.0.113.77', userAgent: 'bench/1' },
    message: {
      key: tokenId,
      body: { schema: 1, tokenId, version: 1, type: 'TokenIssued', state: { workspaceId, status: 'enabled', secrets: [{ hash, validUntil: null }], ...facts } },
    },
  };
}
