import { createHash } from 'node:crypto';
import { type PublishedState, TOKEN_STATE_SCHEMA } from '@portcullis/messages';

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A token's message as token-service stores it; `state` changes what a plain enabled token would say. */
export function stateMessage(tokenId: string, version: number, state: Partial<PublishedState> & { position?: number; schema?: number; type?: string } = {}): Buffer {
  const { position = version, schema = TOKEN_STATE_SCHEMA, type = version === 1 ? 'TokenIssued' : 'TokenUpdated', ...changes } = state;
  const body = {
    position,
    time: '2026-11-23T05:00:00.000Z',
    schema,
    tokenId,
    version,
    type,
    state: {
      workspaceId: 'wsp_1',
      kind: 'workspace',
      environment: 'live',
      status: 'enabled',
      secrets: [{ hash: sha256Of(`secret of ${tokenId}`), validUntil: null }],
      scopes: ['items:read'],
      allowedIps: [],
      notBefore: null,
      expiresAt: null,
      ...changes,
    },
  };
  return Buffer.from(JSON.stringify(body));
}
