import type { Fact } from '@portcullis/event-store';
import type { TokenStateEvent } from '@portcullis/token';

/** Schema of the events written today. Whoever raises it adds here what reads the one before. */
export const EVENT_SCHEMA_VERSION = 1;

const knownTypes: Readonly<Record<TokenStateEvent['type'], true>> = {
  TokenIssued: true,
  TokenUpdated: true,
  TokenRotated: true,
  TokenDisabled: true,
  TokenEnabled: true,
  TokenRevoked: true,
};

/** The event without its type, which the store keeps beside it. */
export function toStoredData(event: TokenStateEvent): object {
  const data: Record<string, unknown> = { ...event };
  delete data['type'];
  return data;
}

/**
 * An event of a token's own stream as the domain knows it. The store holds what this service wrote, byte for byte, so
 * its members are not checked again.
 *
 * @throws where a newer version of this service wrote it: the token's state cannot be told then.
 */
export function fromStored({ type, schemaVersion, data, position }: Pick<Fact, 'type' | 'schemaVersion' | 'data' | 'position'>): TokenStateEvent {
  if (!Object.hasOwn(knownTypes, type) || schemaVersion !== EVENT_SCHEMA_VERSION) {
    throw new Error(`The event at position ${position} (${type}, schema ${schemaVersion}) is not known to this version`);
  }
  return { ...data, type } as TokenStateEvent;
}
