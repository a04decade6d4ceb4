import type { Wish } from '../history/token-life.js';
import type { SeededRandom } from '../seeded-random.js';

/** Opens the items, from anywhere. */
export const READER: Wish = { scopes: ['items:read'], allowedIps: [] };

/** Opens both, until one is taken away. */
export const READER_OF_BOTH: Wish = { scopes: ['items:read', 'warehouses:read'], allowedIps: [] };

/** Most tokens open what is called with them; the others must not, whatever happens. */
const WISHES = [
  READER,
  READER,
  READER,
  { scopes: ['items:read', 'warehouses:read'], allowedIps: ['127.0.0.0/8'] },
  { scopes: ['warehouses:read'], allowedIps: [] },
  { scopes: ['items:read'], allowedIps: ['192.0.2.0/24'] },
] as const satisfies readonly Wish[];

export function drawWish(random: SeededRandom): Wish {
  return random.pick(WISHES);
}
