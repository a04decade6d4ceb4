import { CHECKSUM_CHARACTERS } from './checksum.js';
import { ENVIRONMENTS, RANDOM_CHARACTERS } from './spelling.js';

/**
 * What a secret scanner looks for: every token, wherever it stands in a text, as a regular expression in the syntax that
 * RE2 and PCRE share. The checksum is for whoever wants to be surer. Nothing is asked of what stands before a token, as `%3D`
 * and the like may; a longer word is no token.
 */
export const TOKEN_PATTERN = `pcl_(?:${ENVIRONMENTS.join('|')})_[0-9A-Za-z]{${RANDOM_CHARACTERS + CHECKSUM_CHARACTERS}}\\b`;
