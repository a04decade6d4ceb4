import { TOKEN_STATE_SCHEMA, type TokenStateBody } from '@portcullis/messages';
import type { IssuedToken, TokenStateEvent } from '@portcullis/token';

/**
 * The message for the services that check tokens: the state exactly after the event, and of it only what a check needs.
 * Stored with the event in one transaction; whatever is sent or sent again later is these bytes.
 *
 * @param version the event's place in the token's stream, from 1
 */
export function publishedState(token: IssuedToken, version: number, type: TokenStateEvent['type']): TokenStateBody {
  return {
    schema: TOKEN_STATE_SCHEMA,
    tokenId: token.tokenId,
    version,
    type,
    state: {
      workspaceId: token.workspaceId,
      kind: token.kind,
      environment: token.environment,
      status: token.status,
      secrets: token.secrets.map(({ hash, validUntil }) => ({ hash, validUntil })),
      scopes: token.scopes,
      allowedIps: [...token.allowedIps],
      notBefore: token.notBefore,
      expiresAt: token.expiresAt,
    },
  };
}
