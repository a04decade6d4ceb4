/** Where things stand in the reader's memory, in bytes. */
export const PLACES = {
  /** The token, and after it what SHA-256 fills its only block of 64 bytes with. */
  block: 0,
  digest: 64,
  /** Words of the message schedule with their constants added. */
  schedule: 128,
  checksumTables: 512,
} as const;
