import type { DisableToken } from './disable-token.js';
import type { EnableToken } from './enable-token.js';
import type { IssueToken } from './issue-token.js';
import type { RevokeToken } from './revoke-token.js';
import type { RotateToken } from './rotate-token.js';
import type { UpdateToken } from './update-token.js';

/** Everything that can be asked of a token's own stream; RecordUse goes to its usage stream. */
export type TokenCommand = IssueToken | UpdateToken | RotateToken | DisableToken | EnableToken | RevokeToken;
