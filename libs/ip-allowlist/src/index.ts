export { addressBlock } from './address-block.js';
export { type ParsedEntry, parseAllowlistEntry } from './allowlist-entry.js';
export { type Allowlist, compileAllowlist } from './allowlist.js';
export { isAllowlistWithin } from './allowlist-within.js';
export { clientAddress, UNKNOWN_ADDRESS } from './client-address.js';
export { splitAllowlistText } from './split-allowlist-text.js';
