import { createRequire } from 'node:module';

/** Of kafkajs 2.2.4's queue of requests, one a connection: what is changed here. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests: () => void;
}

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as { readonly prototype: RequestQueue };
const schedule = prototype.scheduleCheckPendingRequests;

/**
 * From its first answer on, every connection of kafkajs looks each millisecond for requests that wait in it, for as long as
 * it lives (tulios/kafkajs#1556, #1704): three fifths of what a service at rest took of a processor. It looks only while one
 * waits; whoever adds one, and every answer, looks anyway.
 */
prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
  if (this.pending.length > 0) schedule.call(this);
};
