import { describe, expect, it } from '@jest/globals';
import { TokenContent } from '../content/token-content.js';
import { stateMessage } from '../messages.spec-kit.js';
import { RowPrincipal } from './row-principal.js';

describe('the principal of a checked token', () => {
  it('stays what it was when it was checked, whatever becomes of its token', () => {
    const content = new TokenContent();
    content.apply('tok_other', stateMessage('tok_other', 1));
    content.apply('tok_0123456789ABCDEFGHIJKL', stateMessage('tok_0123456789ABCDEFGHIJKL', 1, { workspaceId: 'wsp_7', kind: 'user' }));
    const principal = new RowPrincipal(content, 1, ['items:read']);
    content.apply('tok_0123456789ABCDEFGHIJKL', Buffer.from('{'));
    const { workspaceId, tokenId, kind, scopes } = principal;
    expect({ workspaceId, tokenId, kind, scopes }).toEqual({
      workspaceId: 'wsp_7',
      tokenId: 'tok_0123456789ABCDEFGHIJKL',
      kind: 'user',
      scopes: ['items:read'],
    });
  });

  it('has its workspace, its kind and its scopes also in a copy, and all of it as JSON', () => {
    const content = new TokenContent();
    content.apply('tok_a', stateMessage('tok_a', 1, { workspaceId: 'wsp_7', kind: 'user' }));
    const principal = new RowPrincipal(content, 0, ['items:read']);
    const copied = { workspaceId: 'wsp_7', kind: 'user', scopes: ['items:read'] };
    expect(Object.assign({}, principal)).toStrictEqual(copied);
    expect(JSON.parse(JSON.stringify(principal))).toStrictEqual({ ...copied, tokenId: 'tok_a' });
  });
});
