/** One numbered, forward-only step of the schema, in SQL; never edited after it landed. */
export interface SqlMigration {
  /** Unique within its list, as `001-identity`. */
  readonly name: string;
  /** One or more statements, run in one transaction. */
  readonly sql: string;
}

/** The migrations of one capability. The lists run in the order in which they are given, each from its first to its last. */
export interface MigrationList {
  /** Left out by a service whose schema is one list. */
  readonly capability?: string;
  readonly migrations: readonly SqlMigration[];
}

/** What a service's database is brought to. All of it is part of what is deployed: lists only grow, each at its end. */
export interface DatabaseSchema {
  readonly lists: readonly MigrationList[];
  /** The table in which it is noted what was applied. */
  readonly migrationTable: string;
  /** Key of the advisory lock under which it is applied: any safe integer that nothing else in this database locks. */
  readonly migrationLock: number;
}
