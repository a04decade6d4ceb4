import type { TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { newMember } from '../../identity/people.spec-kit.js';
import { issueMany } from '../revoke-tokens/many-tokens.spec-kit.js';
import type { LoggedIn, TokenService } from '../token-service.spec-kit.js';

/** Names that a pattern or a fold of case could get wrong. */
export const NAMES = ['Till 1', 'TILL 2', 'till', '100% Kasir', 'a_b', 'axb', 'A\\b', 'Café', 'CAFÉ', '👩‍💻 Gudang', '\u{1F600}', '\uFF21', "O'Brien"];
export const ALLOWLISTS = [[], ['203.0.113.7'], ['10.0.0.0/24'], ['10.0.0.0/8', '203.0.113.7'], ['2001:db8::/32'], ['2001:db8::1'], ['2001:db8::/64', '192.0.2.0/28'], ['0.0.0.0/0'], ['::/0']];
export const TIMES = ['2020-01-01T00:00:00.000Z', '2021-06-01T12:00:00.001Z', '2090-01-01T00:00:00.000Z', '2095-12-31T23:59:59.999Z'];
const SCOPES = [['items:read'], ['items:read', 'company:read'], ['api_token:manage']];

const time = fc.option(fc.constantFrom(...TIMES));
const looks = fc.record({
  name: fc.constantFrom(...NAMES),
  kind: fc.constantFrom('user', 'workspace'),
  scopes: fc.constantFrom(...SCOPES),
  ips: fc.constantFrom(...ALLOWLISTS),
  notBefore: time,
  expiresAt: time,
  usedAt: time,
  creator: fc.constantFrom(0, 1),
  fate: fc.constantFrom('enabled', 'enabled', 'disabled', 'revoked'),
});

/** Tokens of every look in the owner's workspace, most of them issued in the same millisecond. @returns their creators */
export async function issueSome(service: TokenService, database: TestDatabase, owner: LoggedIn): Promise<readonly { id: string; email: string }[]> {
  const creators = [owner, await newMember(database, owner, 'admin')];
  const ids = await issueMany(database, owner, 40);
  await database.query(`INSERT INTO api_token_secret (hash, token_id, prefix) SELECT sha256(convert_to(id, 'UTF8')), id, prefix FROM api_token WHERE id = ANY ($1)`, [ids]);
  for (let count = 0; count < 8; count += 1) ids.push((await service.issue(owner.headers)).apiToken.id);
  for (const [at, look] of fc.sample(looks, { numRuns: ids.length, seed: 6 }).entries()) {
    const id = ids[at] ?? '';
    await database.query(
      `UPDATE api_token SET name = $2, kind = $3, scopes = $4, allowed_ips = $5, not_before = $6, expires_at = $7, created_by = $8,
         status = CASE WHEN $9 = 'disabled' THEN $9 ELSE 'enabled' END WHERE id = $1`,
      [id, look.name, look.kind, look.scopes, look.ips, look.notBefore, look.expiresAt, creators[look.creator]?.id, look.fate],
    );
    // Finer than it is shown.
    if (look.usedAt !== null) await database.query(`INSERT INTO token_usage (token_id, last_used_at) VALUES ($1, $2::timestamptz + interval '400 microseconds')`, [id, look.usedAt]);
    if (look.fate === 'revoked') await database.query(`UPDATE api_token SET status = 'revoked', revoked_version = 1 WHERE id = $1`, [id]);
  }
  return creators;
}
