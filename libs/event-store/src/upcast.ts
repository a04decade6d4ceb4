import type { JsonObject, RecordedEvent } from './event.js';

/** Turns the data of one schema version into that of the next. */
export type UpcastStep = (data: JsonObject) => JsonObject;

/**
 * Reads old events as if they had been written today; the stored bytes stay as they are.
 *
 * @param steps for each event type that ever changed its shape: element 0 takes schema version 1 to 2, and so on.
 * @returns a function that answers the event in its newest schema version. An event newer than the steps know passes
 *   through as it is.
 */
export function upcaster(steps: Readonly<Record<string, readonly UpcastStep[]>>): (event: RecordedEvent) => RecordedEvent {
  const ofType = new Map(Object.entries(steps));
  return (event) => {
    const missing = ofType.get(event.type)?.slice(event.schemaVersion - 1) ?? [];
    if (missing.length === 0) return event;
    const data = missing.reduce((older, step) => step(older), event.data);
    return { ...event, schemaVersion: event.schemaVersion + missing.length, data };
  };
}
