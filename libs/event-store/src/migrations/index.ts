import { eventTables } from './001-event-tables.js';
import { appendEvents } from './002-append-events.js';
import { appendUnderTheLock } from './003-append-under-the-lock.js';
import type { Migration } from './migration.js';

/** The event store's schema, in the order in which it grows. */
export const eventStoreMigrations: readonly Migration[] = [eventTables, appendEvents, appendUnderTheLock];
