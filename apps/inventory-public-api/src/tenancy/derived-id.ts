import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 22;
/** 136 bits, a few more than 22 base62 characters hold. */
const BYTES = 17;

/**
 * The id of what a workspace calls `key`: the prefix and 22 base62 characters of SHA-256. The same key in the same
 * workspace always has the same id, so that an import can be repeated; the same key in another workspace has another.
 *
 * @param prefix `itm_`, `whs_`, `cat_`, `cmp_`
 */
export function derivedId(prefix: string, workspaceId: string, key: string): string {
  const digest = createHash('sha256').update(JSON.stringify([prefix, workspaceId, key])).digest('hex');
  let rest = BigInt(`0x${digest.slice(0, BYTES * 2)}`);
  let id = '';
  while (id.length < LENGTH) {
    id += ALPHABET.charAt(Number(rest % 62n));
    rest /= 62n;
  }
  return prefix + id;
}
