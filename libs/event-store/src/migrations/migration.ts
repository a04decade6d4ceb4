/** One step of the schema: forward only, never edited after it landed. */
export interface Migration {
  readonly name: string;
  /** One or more statements, for one transaction. */
  readonly sql: string;
}
