import type { AppendContext, EventToAppend, RecordedEvent } from './event.js';
import { newSalt, type SaltedHash } from './salted-hash.js';
import { storableJson } from './storable-text.js';

/** All that the hashed bytes of an event hold. */
export interface Envelope extends RecordedEvent {
  /** SHA-256 of the bytes of the workspace's event before, 64 hex digits; null for its first. */
  readonly previousHash: string | null;
  /** 128 random bits: whoever knows an event's hash alone cannot guess the event. */
  readonly salt: string;
  readonly addressHash: string | null;
  readonly userAgentHash: string | null;
}

/** What the database function alone knows, and puts in front of the rest. */
type Head = 'position' | 'time' | 'workspaceSequence' | 'previousHash';

/**
 * The rest of the envelope's JSON text, without its opening brace. As every member is written here,
 * by name, and every value by JSON.stringify, no value can add or double a member.
 */
export function envelopeTail(
  event: EventToAppend,
  context: AppendContext,
  address: SaltedHash | undefined,
  userAgent: SaltedHash | undefined,
): string {
  const actor = event.actor ?? context.actor;
  const tail: Omit<Envelope, Head | 'data'> & { readonly data: object } = {
    stream: event.stream,
    version: event.expectedVersion + 1,
    type: event.type,
    schemaVersion: event.schemaVersion,
    workspaceId: event.workspaceId,
    actor: { type: actor.type, id: actor.id },
    requestId: context.requestId,
    salt: newSalt(),
    addressHash: address?.hash ?? null,
    userAgentHash: userAgent?.hash ?? null,
    data: event.data,
  };
  return storableJson(tail, `An event of type ${event.type}`).slice(1);
}

/**
 * A message's JSON text, likewise without its opening brace.
 *
 * @throws TypeError for a body that would double a member of the store's, or holds none of its own.
 */
export function messageTail(body: object): string {
  if ('position' in body || 'time' in body) throw new TypeError('A message body must leave position and time to the store');
  const json = storableJson(body, 'A message');
  if (json === '{}' || !json.startsWith('{')) throw new TypeError('A message body must be an object with at least one member');
  return json.slice(1);
}

/** Reads an envelope back from its stored bytes. */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as Envelope;
}
