/** The values of a statement that is put together, in the order of their numbers. */
export class BoundValues {
  private readonly given: unknown[] = [];

  /** Keeps a value, and returns what stands for it in the SQL. @param type of PostgreSQL, as `text[]` */
  bind(value: unknown, type: string): string {
    this.given.push(value);
    return `$${this.given.length}::${type}`;
  }

  get values(): readonly unknown[] {
    return this.given;
  }
}
