import type { Envelope, JsonObject } from '@portcullis/event-store';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { type Change, changeSchema } from './change.js';

const text = z.string().nullable();

/** An event as the API shows it. */
export const shownEventSchema = z
  .strictObject({
    position: z.int().meta({ description: 'Its place in the whole store.' }),
    stream: z.string(),
    version: z.int().meta({ description: 'Its place in its stream.' }),
    type: z.string().meta({ examples: ['TokenIssued', 'TokenUsed', 'TokenRevoked'] }),
    time: z.iso.datetime({ precision: 3 }),
    actor: z.strictObject({ type: z.enum(['user', 'token', 'system']), id: z.string() }),
    data: z.looseObject({}).meta({ description: 'What the event says; its members depend on its type.' }),
    requestId: z.string().meta({ description: 'The request in which it was caused, as the answer and the log had it.' }),
    origin: z
      .strictObject({
        address: text,
        userAgent: text,
        isForgotten: z.boolean().meta({ description: 'They were known, and have been deleted since.' }),
      })
      .meta({ description: 'From where it was caused; null what was not known, or is not any more, or is not shown to the caller.' }),
    changes: z.array(changeSchema).meta({ description: 'What it changed of the state of the token or user; empty where it changed none.' }),
  })
  .meta({ id: 'TokenEvent' });

export type ShownEvent = z.output<typeof shownEventSchema>;

/** Whether a caller is shown from where others acted: a person with `auditView`, a token with `audit:read`. */
export function seesOrigins(caller: Caller): boolean {
  return caller.via === 'session' ? caller.permissions.includes('auditView') : caller.grantable.includes('audit:read');
}

/** The event as a caller sees it who may see the token but not from where others acted: nothing is known of the origin. */
export function withoutOriginsOfOthers(event: ShownEvent, { actor }: Caller): ShownEvent {
  const isOwn = event.actor.type === actor.type && event.actor.id === actor.id;
  return isOwn ? event : { ...event, origin: { address: null, userAgent: null, isForgotten: false } };
}

/** An event, and what stands beside it or follows from those before it. */
export interface TracedEvent {
  readonly envelope: Envelope;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly changes: readonly Change[];
}

export function toShownEvent({ envelope, address, userAgent, changes }: TracedEvent): ShownEvent {
  const { position, stream, version, type, time, actor, data, requestId, addressHash, userAgentHash } = envelope;
  const isForgotten = (addressHash !== null && address === null) || (userAgentHash !== null && userAgent === null);
  return { position, stream, version, type, time, actor, data: withoutHash(data), requestId, origin: { address, userAgent, isForgotten }, changes: [...changes] };
}

/** The hash of a secret opens nothing, and is still nobody's business but the check's. */
export function withoutHash(data: JsonObject): ShownEvent['data'] {
  const shown: Record<string, unknown> = { ...data };
  delete shown['secretHash'];
  return shown;
}
