import { type Scope, isScope } from '@portcullis/scopes';
import { z } from 'zod';
import { instant, parseJson, sha256Hex, timestamp, wholeNumber } from './fields.js';

export const TOKEN_STATE_SCHEMA = 1;

/** What every version of the message has, now and later: enough to close a token whose message is not understood. */
const envelope = z.looseObject({
  position: wholeNumber,
  time: timestamp,
  schema: wholeNumber,
  tokenId: z.string().min(1).max(100),
  version: wholeNumber,
  /** The event that led to this state. */
  type: z.string(),
});

/** Those after which a state is understood. */
export const KNOWN_EVENTS = ['TokenIssued', 'TokenUpdated', 'TokenRotated', 'TokenDisabled', 'TokenEnabled', 'TokenRevoked'];

const secret = z.object({
  /** SHA-256 of the whole token. */
  hash: sha256Hex,
  /** Exclusive end of a rotated secret's grace period; null for the current secret. */
  validUntil: instant.nullable(),
});

const state = z.object({
  workspaceId: z.string().min(1).max(100),
  kind: z.enum(['user', 'workspace']),
  environment: z.enum(['live', 'test']),
  status: z.enum(['enabled', 'disabled', 'revoked']),
  secrets: z.array(secret).min(1).max(16),
  scopes: z.array(z.string().max(100)).max(1_000),
  allowedIps: z.array(z.string().max(100)).max(10_000),
  notBefore: instant.nullable(),
  expiresAt: instant.nullable(),
});

/** A token's state exactly after the event at `position`: all that a check needs, and nothing else. */
export type PublishedState = Omit<z.infer<typeof state>, 'scopes'> & { readonly scopes: readonly Scope[] };

export interface TokenStateMessage {
  readonly position: number;
  readonly time: string;
  readonly schema: number;
  readonly tokenId: string;
  readonly version: number;
  readonly type: string;
  readonly state: PublishedState;
}

/** The store completes a message with its position and its time, which are known only inside the appending statement. */
export type TokenStateBody = Omit<TokenStateMessage, 'position' | 'time'>;

/** Newer or damaged: the token is to be closed. `version` is null where not even the envelope could be read. */
export interface NotUnderstood {
  readonly kind: 'not_understood';
  readonly version: number | null;
  readonly position: number | null;
  readonly reason: string;
}

export type ParsedTokenState = { readonly kind: 'understood'; readonly message: TokenStateMessage } | NotUnderstood;

/** Why a message is not understood that speaks of another token than its key. */
export const ANOTHER_TOKENS = 'key and token id differ';

/** `key` is the record's key, the token id; a message that speaks of another token is not understood. */
export function parseTokenState(key: string, bytes: Uint8Array): ParsedTokenState {
  const outer = parseJson(envelope, bytes);
  if (!outer.ok) return { kind: 'not_understood', version: null, position: null, reason: outer.reason };
  const { position, time, schema, tokenId, version, type } = outer.value;
  const notUnderstood = (reason: string): NotUnderstood => ({ kind: 'not_understood', version, position, reason });
  if (tokenId !== key) return notUnderstood(ANOTHER_TOKENS);
  if (schema !== TOKEN_STATE_SCHEMA) return notUnderstood(`schema ${schema} is not known here`);
  if (!KNOWN_EVENTS.includes(type)) return notUnderstood(`event type ${type} is not known here`);
  const inner = state.safeParse(outer.value['state']);
  if (!inner.success) return notUnderstood(inner.error.issues[0]?.message ?? 'state does not fit its schema');
  // A scope that is not in this service's catalogue can be required by none of its routes: dropping it grants nothing.
  const scopes = inner.data.scopes.filter(isScope);
  return { kind: 'understood', message: { position, time, schema, tokenId, version, type, state: { ...inner.data, scopes } } };
}
