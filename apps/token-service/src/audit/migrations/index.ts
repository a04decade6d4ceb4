import { waysIntoTheHistory } from './001-ways-into-the-history.js';

/** Run after those of the event store. */
export const auditMigrations = [waysIntoTheHistory] as const;
