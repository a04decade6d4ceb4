/** What a person reads before granting a scope. */
export interface ScopeText {
  readonly title: string;
  readonly description: string;
}
