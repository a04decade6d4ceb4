import { topicsAndRecords } from './001-topics-and-records.js';

/** The embedded log's schema, forward only. */
export const embeddedLogMigrations: readonly { readonly number: number; readonly sql: string }[] = [topicsAndRecords];
