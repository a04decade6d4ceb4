import { describe, expect, it } from '@jest/globals';
import { History, type RecordedCall } from './history.js';
import { judgeHistory } from './judge-history.js';
import type { TokenLife, Wish } from './token-life.js';

const READER: Wish = { scopes: ['items:read'], allowedIps: [] };
const CALL: RecordedCall = { tokenId: 'tok_1', replica: 'inventory 1', resource: 'items', startedMs: 100, endedMs: 110, status: 200, letThrough: true, shown: [] };

function judge(life: Partial<TokenLife>, call: Partial<RecordedCall>): readonly string[] {
  const history = new History();
  Object.assign(history.issued({ id: 'tok_1', token: 'text', workspaceId: 'wsp_1', wish: READER }), life);
  history.called({ ...CALL, ...call });
  return judgeHistory(history).map(({ guarantee }) => guarantee);
}

describe('the judge of a history', () => {
  it('finds an accept that began at or after the moment a client held the confirmation', () => {
    expect(judge({ revokeBegunMs: 80, revokeConfirmedMs: 100 }, {})).toEqual(['no accept after a confirmed revocation']);
  });

  it('lets an accept pass that began before the confirmation, however late it was answered', () => {
    expect(judge({ revokeBegunMs: 80, revokeConfirmedMs: 100.1 }, { endedMs: 500 })).toEqual([]);
  });

  it('finds a refusal of a token that was confirmed before the call and not asked to be revoked until its end', () => {
    expect(judge({ issueConfirmedMs: 100 }, { status: 401 })).toEqual(['no refusal of a confirmed token while fresh']);
    expect(judge({ issueConfirmedMs: 100, revokeBegunMs: 110 }, { status: 401 })).toEqual(['no refusal of a confirmed token while fresh']);
  });

  it('lets a refusal pass where the issue was not confirmed yet, or a revocation had begun', () => {
    expect(judge({}, { status: 401 })).toEqual([]);
    expect(judge({ issueConfirmedMs: 101 }, { status: 401 })).toEqual([]);
    expect(judge({ issueConfirmedMs: 50, revokeBegunMs: 105 }, { status: 401 })).toEqual([]);
  });

  it.each([503, null])('takes %p for no decision', (status) => {
    expect(judge({ issueConfirmedMs: 1, revokeBegunMs: 2, revokeConfirmedMs: 3 }, { status })).toEqual([]);
  });

  it('finds an answer that nothing documents', () => {
    expect(judge({ issueConfirmedMs: 1 }, { status: 500 })).toEqual(['only documented answers']);
  });

  it('finds an accept of a call whose scope the token lacks, whenever it came', () => {
    expect(judge({}, { resource: 'warehouses' })).toEqual(['no accept of what a token does not open']);
    expect(judge({ wish: { scopes: ['warehouses:read'], allowedIps: [] } }, {})).toEqual(['no accept of what a token does not open']);
  });

  it('finds an accept of a token whose allowlist leaves the caller out', () => {
    expect(judge({ wish: { ...READER, allowedIps: ['192.0.2.0/24'] } }, {})).toEqual(['no accept of what a token does not open']);
    expect(judge({ wish: { ...READER, allowedIps: ['127.0.0.0/8'] } }, {})).toEqual([]);
  });

  it('takes 403 for right where the token lacks the scope or the address, and for a refusal where it does not', () => {
    expect(judge({ issueConfirmedMs: 1 }, { resource: 'warehouses', status: 403 })).toEqual([]);
    expect(judge({ wish: { ...READER, allowedIps: ['192.0.2.0/24'] } }, { status: 403 })).toEqual([]);
    expect(judge({}, { status: 403 })).toEqual(['no refusal of a confirmed token while fresh']);
  });

  it('finds a 403 of a token that was confirmed revoked: it says that the token lives', () => {
    expect(judge({ revokeBegunMs: 80, revokeConfirmedMs: 100 }, { resource: 'warehouses', status: 403 })).toEqual(['only documented answers']);
  });

  it('finds what was shown to the tokens of two workspaces', () => {
    const history = new History();
    for (const id of ['tok_1', 'tok_2']) history.issued({ id, token: 'text', workspaceId: `wsp of ${id}`, wish: READER });
    history.called({ ...CALL, shown: ['itm_1'] });
    history.called({ ...CALL, tokenId: 'tok_2', shown: ['itm_2'] });
    expect(judgeHistory(history)).toEqual([]);
    history.called({ ...CALL, tokenId: 'tok_2', shown: ['itm_2', 'itm_1'] });
    expect(new Set(judgeHistory(history).map(({ guarantee }) => guarantee))).toEqual(new Set(['no workspace sees what is another’s']));
  });
});
