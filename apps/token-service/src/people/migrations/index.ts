import { tokensOfUser } from './001-tokens-of-user.js';

/** Run after those of the tokens. */
export const peopleMigrations = [tokensOfUser] as const;
