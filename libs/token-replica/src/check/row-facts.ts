import type { Allowlist } from '@portcullis/ip-allowlist';
import type { TokenFacts } from '@portcullis/token';
import { environmentOf, statusOf } from '../content/flags.js';
import type { TokenContent } from '../content/token-content.js';

/** One row as the facts that authorize looks at; a single object is filled anew for each check, so that none is allocated. */
export class RowFacts implements TokenFacts {
  environment: TokenFacts['environment'] = 'live';
  status: TokenFacts['status'] = 'revoked';
  notBeforeMs = 0;
  expiresAtMs = 0;
  secretValidUntilMs = 0;
  scopeBits = 0;
  allowlist: Allowlist | null = null;

  /** @returns false for a closed token: its latest message is not understood here, so nothing is known that could open a door. */
  read(content: TokenContent, row: number, secretValidUntilMs: number): boolean {
    const flags = content.rows.flags(row);
    const status = statusOf(flags);
    if (status === undefined) return false;
    this.status = status;
    this.environment = environmentOf(flags);
    this.notBeforeMs = content.rows.notBeforeMs(row);
    this.expiresAtMs = content.rows.expiresAtMs(row);
    this.secretValidUntilMs = secretValidUntilMs;
    this.scopeBits = content.rows.scopeBits(row);
    this.allowlist = content.allowlist(flags);
    return true;
  }
}
