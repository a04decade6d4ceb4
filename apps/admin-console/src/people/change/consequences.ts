import type { ApiToken } from '@portcullis/management-client';

/** What a change of a person does to one user token of theirs. */
export interface Consequence {
  readonly token: ApiToken;
  readonly becomes: 'narrowed' | 'disabled' | 'revoked';
  /** Those that it loses; where it is narrowed or left with nothing. */
  readonly loses: readonly ApiToken['scopes'][number][];
}

/** What is to become of the person: `grants` is what they may grant from then on. */
export type Change = { readonly what: 'suspend' | 'resume' | 'remove' } | { readonly what: 'role'; readonly grants: readonly ApiToken['scopes'][number][] };

/** @param tokens the person's user tokens that are not revoked */
export function consequencesOf(change: Change, tokens: readonly ApiToken[]): readonly Consequence[] {
  switch (change.what) {
    case 'resume':
      return [];
    case 'remove':
      return tokens.map((token) => ({ token, becomes: 'revoked', loses: [] }));
    case 'suspend':
      return tokens.filter(({ status }) => status !== 'disabled').map((token) => ({ token, becomes: 'disabled', loses: [] }));
    case 'role':
      return tokens.flatMap((token) => {
        const loses = token.scopes.filter((scope) => !change.grants.includes(scope));
        const isLeftWithNone = loses.length === token.scopes.length;
        // One that is disabled keeps what it has: it cannot be enabled with it.
        if (loses.length === 0 || (isLeftWithNone && token.status === 'disabled')) return [];
        return [{ token, becomes: isLeftWithNone ? 'disabled' : 'narrowed', loses }];
      });
  }
}
