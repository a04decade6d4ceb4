import { describe, expect, it } from '@jest/globals';
import { History, type RecordedCall, type TokenLife } from './history.js';
import { judgeHistory } from './judge-history.js';

function judge(life: Partial<TokenLife>, call: Partial<RecordedCall>): readonly string[] {
  const history = new History();
  Object.assign(history.issued('tok_1', 'text'), life);
  history.called({ tokenId: 'tok_1', replica: 'inventory 1', startedMs: 100, endedMs: 110, status: 200, ...call });
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
});
