import type { RecordedEvent } from '@portcullis/event-store';
import { z } from 'zod';

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
  })
  .meta({ id: 'TokenEvent' });

export type ShownEvent = z.output<typeof shownEventSchema>;

export function toShownEvent({ position, stream, version, type, time, actor, data }: RecordedEvent): ShownEvent {
  return { position, stream, version, type, time, actor, data: withoutHash(data) };
}

/** The hash of a secret opens nothing, and is still nobody's business but the check's. */
function withoutHash(data: RecordedEvent['data']): ShownEvent['data'] {
  const shown: Record<string, unknown> = { ...data };
  delete shown['secretHash'];
  return shown;
}
