import { isScope, type Scope } from '@portcullis/scopes';
import type { HeldSecret, HeldState, UnderstoodState } from '../held-state.js';
import { TOKEN_STATE_SCHEMA } from '../token-state.js';
import { KnownTexts } from './known-texts.js';
import { packText } from './packed-text.js';
import { WrittenBytes } from './written-bytes.js';

const MOST_SECRETS = 16;

const POSITION = packText('{"position":');
const TIME = packText(',"time":"');
const TOKEN_ID = packText(`","schema":${TOKEN_STATE_SCHEMA},"tokenId":"`);
const VERSION = packText('","version":');
const TYPE = packText(',"type":"Token');
const TYPES = ['Issued', 'Updated', 'Rotated', 'Disabled', 'Enabled', 'Revoked'].map(packText);
const WORKSPACE = packText('","state":{"workspaceId":"');
const KIND = packText(',"kind":"');
const KINDS = ['user', 'workspace'] as const;
const PACKED_KINDS = KINDS.map(packText);
const ENVIRONMENT = packText('","environment":"');
const ENVIRONMENTS = ['live', 'test'] as const;
const PACKED_ENVIRONMENTS = ENVIRONMENTS.map(packText);
const STATUS = packText('","status":"');
const STATUSES = ['enabled', 'disabled', 'revoked'] as const;
const PACKED_STATUSES = STATUSES.map(packText);
const SECRETS = packText('","secrets":[');
const HASH = packText('{"hash":"');
const VALID_UNTIL = packText('","validUntil":');
const NEXT_SECRET = packText('},');
const SCOPES = packText('}],"scopes":[');
const ALLOWED_IPS = packText(',"allowedIps":[');
const NOT_BEFORE = packText(',"notBefore":');
const EXPIRES_AT = packText(',"expiresAt":');
const END = packText('}}');
const NULL = packText('null');
const QUOTATION_MARK = packText('"');

const bytes = new WrittenBytes();
const workspaces = new KnownTexts((at) => at.idAndEnd(), (text) => text.slice(0, -1), 0);
const scopes = new KnownTexts((at) => at.namesAndEnd(), (text): readonly Scope[] => namesOf(text).filter(isScope), 4);
const addresses = new KnownTexts((at) => at.namesAndEnd(), (text): readonly string[] => namesOf(text), 1);

/**
 * Reads a message exactly as token-service writes it: these members, in this order, with nothing between them, in which
 * form nearly all come; a replica that starts takes a million of them. Each piece allows no more than its field's schema
 * does, so whatever fits needs no further look. Several times faster than by JSON and schema: byte by byte only where
 * messages differ, and strings only of what was not met before.
 *
 * @returns undefined where the message has another form, whether it is a good one or not, or is not of this token; the
 *   long way says which.
 */
export function readWritten(tokenId: string, message: Uint8Array): UnderstoodState | undefined {
  if (!bytes.load(message) || !bytes.text(POSITION)) return undefined;
  const position = bytes.wholeNumber();
  if (position < 0 || !bytes.text(TIME) || !bytes.timestamp() || !bytes.text(TOKEN_ID) || !bytes.id(tokenId) || !bytes.text(VERSION)) return undefined;
  const version = bytes.wholeNumber();
  if (version < 0 || !bytes.text(TYPE) || bytes.oneOf(TYPES) < 0 || !bytes.text(WORKSPACE)) return undefined;
  const state = readState();
  return state === undefined || !bytes.text(END) || !bytes.isAtEnd() ? undefined : { kind: 'understood', position, version, state };
}

function readState(): HeldState | undefined {
  const workspaceId = workspaces.next(bytes);
  if (workspaceId === undefined || !bytes.text(KIND)) return undefined;
  const kind = KINDS[bytes.oneOf(PACKED_KINDS)];
  if (kind === undefined || !bytes.text(ENVIRONMENT)) return undefined;
  const environment = ENVIRONMENTS[bytes.oneOf(PACKED_ENVIRONMENTS)];
  if (environment === undefined || !bytes.text(STATUS)) return undefined;
  const status = STATUSES[bytes.oneOf(PACKED_STATUSES)];
  if (status === undefined || !bytes.text(SECRETS)) return undefined;
  const secrets = readSecrets();
  if (secrets === undefined || !bytes.text(SCOPES)) return undefined;
  const known = scopes.next(bytes);
  if (known === undefined || !bytes.text(ALLOWED_IPS)) return undefined;
  const allowedIps = addresses.next(bytes);
  if (allowedIps === undefined || !bytes.text(NOT_BEFORE)) return undefined;
  const notBeforeMs = timeOr(-Infinity);
  if (Number.isNaN(notBeforeMs) || !bytes.text(EXPIRES_AT)) return undefined;
  const expiresAtMs = timeOr(Infinity);
  if (Number.isNaN(expiresAtMs)) return undefined;
  return { workspaceId, kind, environment, status, secrets, scopes: known, allowedIps, notBeforeMs, expiresAtMs };
}

function readSecrets(): readonly HeldSecret[] | undefined {
  const secrets: HeldSecret[] = [];
  do {
    const digest = bytes.text(HASH) ? bytes.sha256() : undefined;
    if (digest === undefined || !bytes.text(VALID_UNTIL)) return undefined;
    const endMs = timeOr(Infinity);
    if (Number.isNaN(endMs)) return undefined;
    secrets.push({ digest, endMs });
  } while (secrets.length < MOST_SECRETS && bytes.text(NEXT_SECRET));
  return secrets;
}

/** A time, epoch ms; `none` for null; NaN for what is neither. */
function timeOr(none: number): number {
  if (bytes.text(NULL)) return none;
  if (!bytes.text(QUOTATION_MARK) || !bytes.timestamp()) return NaN;
  const timeMs = bytes.timeBefore();
  return bytes.text(QUOTATION_MARK) ? timeMs : NaN;
}

/** `"a","b"]`; no name has a quotation mark or a comma in it. */
function namesOf(text: string): string[] {
  return text === ']' ? [] : text.slice(1, -2).split('","');
}
