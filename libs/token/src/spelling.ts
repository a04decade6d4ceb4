import { CHECKSUM_CHARACTERS } from './checksum.js';

/** How a token is spelled: a head, which tells its environment, random base-62 characters, and a checksum. */
export type Environment = 'live' | 'test';

export const ENVIRONMENTS = ['live', 'test'] as const satisfies readonly Environment[];
export const HEADS = { live: 'pcl_live_', test: 'pcl_test_' } as const satisfies Readonly<Record<Environment, string>>;
/** The heads are equally long. */
export const HEAD_CHARACTERS = 9;
export const RANDOM_CHARACTERS = 30;
export const CHECKSUM_START = HEAD_CHARACTERS + RANDOM_CHARACTERS;
export const TOKEN_CHARACTERS = CHECKSUM_START + CHECKSUM_CHARACTERS;
