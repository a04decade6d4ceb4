import { compileAllowlist } from '@portcullis/ip-allowlist';
import type { RefusedUse } from './dry-run-report.js';
import type { RecordedUse } from './recorded-use.js';

/** What a token would be; a member that is left out stays as it is, and refuses nothing new. */
export interface Narrowing {
  readonly scopes?: readonly string[] | undefined;
  /** Empty or null: any address. */
  readonly allowedIps?: readonly string[] | null | undefined;
}

export interface JudgedUses {
  readonly refused: readonly RefusedUse[];
  /** Calls that it cannot be said of. */
  readonly unknown: number;
}

/** Judges recorded use as a check would: first the address, then the scopes. */
export function judgeUses(uses: readonly RecordedUse[], { scopes, allowedIps }: Narrowing): JudgedUses {
  const allowlist = allowedIps === undefined || allowedIps === null || allowedIps.length === 0 ? null : compileAllowlist(allowedIps);
  const has = scopes === undefined ? undefined : new Set(scopes);
  const refused: RefusedUse[] = [];
  let unknown = 0;
  for (const use of uses) {
    const missingScopes = use.route !== null && has !== undefined ? use.route.scopes.filter((scope) => !has.has(scope)) : [];
    if (allowlist !== null && use.address !== null && !allowlist.allows(use.address)) refused.push(toRefused(use, 'address', missingScopes));
    else if (missingScopes.length > 0) refused.push(toRefused(use, 'scope', missingScopes));
    else if ((allowlist !== null && use.address === null) || (has !== undefined && use.route === null)) unknown += use.calls;
  }
  return { refused, unknown };
}

function toRefused({ route, address, calls, lastAt }: RecordedUse, because: RefusedUse['because'], missingScopes: string[]): RefusedUse {
  return { because, service: route?.service ?? null, route: route?.template ?? null, missingScopes, address, calls, lastAt };
}
