/** What a person may do here; a role is a set of these. Programs have scopes instead. */
export const PERMISSIONS = [
  /** See every token of the workspace. */
  'apiAccessView',
  /** Issue user tokens of one's own; see, change and revoke those. */
  'apiAccessCreate',
  /** Issue workspace tokens; change, rotate, disable and enable everybody's tokens. */
  'apiAccessManage',
  /** Revoke everybody's tokens, also many at once. */
  'apiAccessRevoke',
  /** See the history of every token. */
  'auditView',
  /** See who belongs to the workspace. */
  'userView',
  /** Make, change, suspend and remove people. */
  'userManage',
  /** The same of owners, and make owners. */
  'ownerManage',
] as const;

export type Permission = (typeof PERMISSIONS)[number];
