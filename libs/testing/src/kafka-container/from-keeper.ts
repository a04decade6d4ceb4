/** What the keeper of a container says once, when it is known whether the broker serves. */
export type FromKeeper =
  | { readonly kind: 'started'; /** `host:port`, what clients are given. */ readonly brokers: string }
  | { readonly kind: 'failed'; readonly message: string };
