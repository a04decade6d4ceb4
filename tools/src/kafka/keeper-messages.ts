/** What the keeper is told to run. */
export type BrokerOrder =
  | {
      readonly kind: 'native';
      readonly directory: string;
      readonly jars: string;
      readonly port: number;
      readonly advertisedPort: number;
      readonly deleteOnStop: boolean;
    }
  /** Without a volume the data goes with the container. */
  | { readonly kind: 'docker'; readonly port: number; readonly volume: string | null };

export type ToKeeper = { readonly kind: 'start'; readonly order: BrokerOrder } | { readonly kind: 'stop' } | { readonly kind: 'kill' };

/** `failed` and `ended` are its last words. */
export type FromKeeper =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'failed'; readonly message: string }
  /** The broker ended without having been asked to. */
  | { readonly kind: 'ended'; readonly message: string };
