export { type ParsedEntry, parseAllowlistEntry } from './allowlist-entry.js';
export { type Allowlist, compileAllowlist } from './allowlist.js';
export { clientAddress } from './client-address.js';
export { normalizeAddress } from './normalize-address.js';
export { splitAllowlistText } from './split-allowlist-text.js';
