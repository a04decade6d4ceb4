/** A row that is not what the events make of it. */
export interface Difference {
  readonly table: 'api_token' | 'token_usage';
  readonly id: string;
  /** `missing`: there are events and no row; `unfounded`: a row and no events; else the columns that differ. */
  readonly what: 'missing' | 'unfounded' | readonly string[];
}

/** Names of the members that differ. */
export function differing(is: object, shouldBe: object, isSame: (one: unknown, other: unknown) => boolean): readonly string[] {
  const kept = new Map(Object.entries(is));
  return Object.entries(shouldBe)
    .filter(([name, value]) => !isSame(kept.get(name), value))
    .map(([name]) => name);
}
