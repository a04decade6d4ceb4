/** One statement on some connection to the log's database; without parameters the text may hold several statements. */
export type Query = <R extends object>(sql: string, params?: readonly unknown[]) => Promise<R[]>;
