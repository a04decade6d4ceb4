/** What a figure should be: at most, or at least, so much. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

export type Unit = '×' | 'ns' | 'µs' | 'ms' | 's' | 'B' | 'MB' | '/s' | 'calls';

export interface FigureText {
  readonly text: string;
  readonly unit: Unit;
  readonly goal?: Goal;
}

/** The figures that are looked at first, in the table's order. docs/benchmarks/README.md says how each is measured. */
export const HEADLINES: Readonly<Record<string, FigureText>> = {
  authorize_cold_over_sha256: { text: 'whole check, 1 M tokens, random ones, over one SHA-256', unit: '×', goal: { atMost: 2.5 } },
  authorize_hot_over_sha256: { text: 'whole check, 256 tokens, over one SHA-256', unit: '×', goal: { atMost: 1.6 } },
  authorize_allowlist_over_sha256: { text: 'whole check with 5 address ranges on the token, over one SHA-256', unit: '×', goal: { atMost: 3.5 } },
  garbage_over_sha256: { text: 'refusing a wrong checksum, over one SHA-256', unit: '×', goal: { atMost: 0.5 } },
  authorize_10m_over_1m: { text: 'whole check at 10 M tokens over the one at 1 M', unit: '×', goal: { atMost: 1.5 } },
  bytes_per_token_1m: { text: 'resident memory a token, of 1 M', unit: 'B', goal: { atMost: 150 } },
  gc_pause_max_ms_10m: { text: 'longest pause for garbage, 10 M tokens under churn', unit: 'ms', goal: { atMost: 50 } },
  guard_rps_ratio: { text: 'requests a second of a guarded route over an unguarded one', unit: '×', goal: { atLeast: 0.9 } },
  guard_cpu_us: { text: 'CPU that the guard adds to a request', unit: 'µs', goal: { atMost: 5 } },
  jwt_hs256_over_authorize: { text: 'verifying a JWT with HS256 over our whole check', unit: '×', goal: { atLeast: 8 } },
  jwt_es256_over_authorize: { text: 'verifying a JWT with ES256 over our whole check', unit: '×', goal: { atLeast: 60 } },
  better_auth_pg_cpu_over_ours: { text: 'CPU of a check by better-auth on PostgreSQL over ours', unit: '×', goal: { atLeast: 30 } },
  keycloak_introspection_over_ours: { text: 'our checks a second over introspections a second of Keycloak', unit: '×', goal: { atLeast: 10 } },
  revoke_confirmed_p50_ms: { text: 'revoke until confirmed by two replicas, median, Kafka', unit: 'ms', goal: { atMost: 10 } },
  revoke_confirmed_p99_ms: { text: 'revoke until confirmed by two replicas, 99th percentile, Kafka', unit: 'ms', goal: { atMost: 50 } },
  revoke_confirmed_over_raw: { text: 'revoke until confirmed over two bare trips through the same broker', unit: '×', goal: { atMost: 2 } },
  accepted_after_confirmed: { text: 'calls accepted that began after their confirmed revocation', unit: 'calls', goal: { atMost: 0 } },
  usage_ns_per_call: { text: 'counting a call with all its detail, in the request and after it', unit: 'ns', goal: { atMost: 300 } },
  usage_lag_p99_ms: { text: 'a call until it is its token’s last use in the read model, 99th percentile, embedded log', unit: 'ms', goal: { atMost: 1_500 } },
  cold_start_1m_db_s: { text: 'process start to fresh, 1 M tokens, from its own database', unit: 's', goal: { atMost: 5 } },
  cold_start_1m_log_s: { text: 'process start to fresh, 1 M tokens, from Kafka', unit: 's', goal: { atMost: 10 } },
  append_over_raw_pg: { text: 'issue events a second over bare gapless inserts', unit: '×', goal: { atLeast: 0.8 } },
  tree_append_overhead: { text: 'appending beside the follower of the tree over appending alone', unit: '×', goal: { atMost: 1.15 } },
  as_of_10k_events_ms: { text: 'a token of 1,000 changes and 9,000 uses as of a moment, over HTTP', unit: 'ms', goal: { atMost: 50 } },
  rebuild_events_per_s: { text: 'events a second made into rows again and compared', unit: '/s', goal: { atLeast: 50_000 } },
  verify_events_per_s: { text: 'events of an exported history verified a second', unit: '/s', goal: { atLeast: 200_000 } },
  verify_over_sha256: { text: 'verifying an exported history over SHA-256 of the same bytes', unit: '×', goal: { atMost: 3 } },
  export_mb_rss_growth: { text: 'what exporting 1 M events adds to the memory of token-service', unit: 'MB', goal: { atMost: 64 } },
  npm_start_first_answer_s: { text: '`npm start` on a new data folder to the first API answer', unit: 's' },
};

export type Verdict = 'met' | 'missed' | 'none';

/** Whether the figure meets its goal; `none` where it has no goal. */
export function verdictOf(key: string, value: number): Verdict {
  const goal = HEADLINES[key]?.goal;
  if (goal === undefined) return 'none';
  return ('atMost' in goal ? value <= goal.atMost : value >= goal.atLeast) ? 'met' : 'missed';
}

/** `≤ 2.5`, or nothing. */
export function goalText(key: string): string {
  const goal = HEADLINES[key]?.goal;
  if (goal === undefined) return '';
  return 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
}
