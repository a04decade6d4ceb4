import type { Actor, RecordedEvent } from '@portcullis/event-store';
import type { Timestamp } from '@portcullis/token';

/** An event as the API shows it. */
export interface ShownEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly time: Timestamp;
  readonly actor: Actor;
  readonly data: object;
}

export function toShownEvent({ position, stream, version, type, time, actor, data }: RecordedEvent): ShownEvent {
  return { position, stream, version, type, time, actor, data: withoutHash(data) };
}

/** The hash of a secret opens nothing, and is still nobody's business but the check's. */
function withoutHash(data: RecordedEvent['data']): object {
  const shown: Record<string, unknown> = { ...data };
  delete shown['secretHash'];
  return shown;
}
