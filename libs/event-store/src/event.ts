import type { Timestamp } from './timestamp.js';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

/** Who caused an event. */
export interface Actor {
  readonly type: 'user' | 'token' | 'system';
  readonly id: string;
}

/** From where an event was caused: kept beside the events, where it can be forgotten. */
export interface Origin {
  readonly address?: string;
  readonly userAgent?: string;
}

export interface EventToAppend {
  readonly stream: string;
  /** Version of the stream before this event; 0 for a new stream. Events of one stream in one call count on. */
  readonly expectedVersion: number;
  readonly type: string;
  /** Version of the shape of `data`. */
  readonly schemaVersion: number;
  readonly workspaceId: string;
  readonly data: object;
  /** Actor and origin of this event alone, where they are not the call's. */
  readonly actor?: Actor;
  readonly origin?: Origin;
  /** What to publish of it: `body` is the message without `position` and `time`, which the store puts in front. */
  readonly message?: { readonly key: string; readonly body: object };
}

export interface AppendContext {
  readonly actor: Actor;
  readonly requestId: string;
  readonly origin?: Origin;
}

/** An event as it was appended, but for the members that only prove it: salt, hashes. */
export interface RecordedEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly time: Timestamp;
  readonly workspaceId: string;
  readonly workspaceSequence: number;
  readonly actor: Actor;
  readonly requestId: string;
  readonly data: JsonObject;
}
