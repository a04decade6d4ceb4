import type { Migration } from '@portcullis/event-store';
import { evidenceTables } from './001-evidence.js';

/** Beside the event store, whose events it follows. */
export const evidenceMigrations: readonly Migration[] = [evidenceTables];
