import { describe, expect, it } from '@jest/globals';
import { History, type RecordedCall } from './history.js';
import { judgeHistory, refusalsTried } from './judge-history.js';
import type { Effect, TokenChange } from './token-change.js';
import type { Wish } from './token-life.js';

const READER: Wish = { scopes: ['items:read'], allowedIps: [] };
const BOTH: Wish = { scopes: ['items:read', 'warehouses:read'], allowedIps: [] };
const ELSEWHERE: Wish = { ...READER, allowedIps: ['192.0.2.0/24'] };
const CALL: RecordedCall = { tokenId: 'tok_1', secret: 0, replica: 'inventory 1', resource: 'items', startedMs: 100, endedMs: 110, status: 200, letThrough: true, shown: [] };

const REVOKED = 'no accept after a confirmed revocation';
const DISABLED = 'no accept after a confirmed disabling';
const ENDED = 'no accept of a secret after its end';
const NOT_OPENED = 'no accept of what a token does not open';
const REFUSED = 'no refusal of a confirmed token while fresh';
const UNDOCUMENTED = 'only documented answers';

interface Life {
  readonly wish?: Wish;
  /** Of the issue; undefined: it was never confirmed. */
  readonly issued?: number | undefined;
  readonly changes?: readonly TokenChange[];
}

const change = (effect: Effect, begunMs: number, confirmedMs?: number): TokenChange => ({ effect, begunMs, ...(confirmedMs !== undefined && { confirmedMs }) });
const revoke = (begunMs: number, confirmedMs?: number) => change({ kind: 'revoke' }, begunMs, confirmedMs);
const disable = (begunMs: number, confirmedMs?: number) => change({ kind: 'disable' }, begunMs, confirmedMs);
const enable = (begunMs: number, confirmedMs?: number) => change({ kind: 'enable' }, begunMs, confirmedMs);
const scopes = (wish: Wish, begunMs: number, confirmedMs?: number) => change({ kind: 'scopes', scopes: wish.scopes }, begunMs, confirmedMs);
/** To the second secret, or to the one that is named. */
const rotate = (begunMs: number, confirmedMs?: number, ends?: readonly [fromMs: number, toMs: number], secret = 1) =>
  change({ kind: 'rotate', secret, oldEnds: ends && { askedMs: begunMs, fromMs: ends[0], toMs: ends[1] } }, begunMs, confirmedMs);

function historyOf({ wish = READER, issued, changes = [] }: Life, call: Partial<RecordedCall>): History {
  const history = new History();
  history.clocksOffMs = 0;
  const life = history.issued({ id: 'tok_1', token: 'text', workspaceId: 'wsp_1', wish });
  if (issued !== undefined) life.issue.confirmedMs = issued;
  life.changes.push(...changes);
  history.called({ ...CALL, ...call });
  return history;
}

const judge = (life: Life, call: Partial<RecordedCall>): readonly string[] => judgeHistory(historyOf(life, call)).map(({ guarantee }) => guarantee);

describe('the judge of a history', () => {
  it('finds an accept that began at or after the moment a client held the confirmation', () => {
    expect(judge({ changes: [revoke(80, 100)] }, {})).toEqual([REVOKED]);
  });

  it('lets an accept pass that began before the confirmation, however late it was answered', () => {
    expect(judge({ changes: [revoke(80, 100.1)] }, { endedMs: 500 })).toEqual([]);
  });

  it('finds a refusal of a token that was confirmed before the call and not asked to be revoked until its end', () => {
    expect(judge({ issued: 100 }, { status: 401 })).toEqual([REFUSED]);
    expect(judge({ issued: 100, changes: [revoke(110)] }, { status: 401 })).toEqual([REFUSED]);
  });

  it('lets a refusal pass where the issue was not confirmed yet, or a revocation had begun', () => {
    expect(judge({}, { status: 401 })).toEqual([]);
    expect(judge({ issued: 101 }, { status: 401 })).toEqual([]);
    expect(judge({ issued: 50, changes: [revoke(105)] }, { status: 401 })).toEqual([]);
  });

  it.each([503, null])('takes %p for no decision', (status) => {
    expect(judge({ issued: 1, changes: [revoke(2, 3)] }, { status })).toEqual([]);
  });

  it('finds an answer that nothing documents', () => {
    expect(judge({ issued: 1 }, { status: 500 })).toEqual([UNDOCUMENTED]);
  });

  it('finds an accept of a call whose scope the token lacks, whenever it came', () => {
    expect(judge({}, { resource: 'warehouses' })).toEqual([NOT_OPENED]);
    expect(judge({ wish: { scopes: ['warehouses:read'], allowedIps: [] } }, {})).toEqual([NOT_OPENED]);
  });

  it('finds an accept of a token whose allowlist leaves the caller out', () => {
    expect(judge({ wish: ELSEWHERE }, {})).toEqual([NOT_OPENED]);
    expect(judge({ wish: { ...READER, allowedIps: ['127.0.0.0/8'] } }, {})).toEqual([]);
  });

  it('takes 403 for right where the token lacks the scope or the address, and for a refusal where it does not', () => {
    expect(judge({ issued: 1 }, { resource: 'warehouses', status: 403 })).toEqual([]);
    expect(judge({ wish: ELSEWHERE }, { status: 403 })).toEqual([]);
    expect(judge({}, { status: 403 })).toEqual([REFUSED]);
  });

  it('finds a 403 of a token that was confirmed revoked or disabled: it says that the token lives', () => {
    for (const closed of [revoke(80, 100), disable(80, 100)]) {
      expect(judge({ changes: [closed] }, { resource: 'warehouses', status: 403 })).toEqual([UNDOCUMENTED]);
    }
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

describe('of a token that is disabled and enabled, the judge', () => {
  it('finds an accept between a confirmed disabling and the next asking, not around them', () => {
    expect(judge({ issued: 1, changes: [disable(80, 100)] }, {})).toEqual([DISABLED]);
    expect(judge({ issued: 1, changes: [disable(80, 100), enable(110)] }, {})).toEqual([DISABLED]);
    expect(judge({ issued: 1, changes: [disable(80, 100.1)] }, {})).toEqual([]);
    expect(judge({ issued: 1, changes: [disable(80, 90), enable(109)] }, {})).toEqual([]);
  });

  it('finds a refusal after a confirmed enabling, not before it', () => {
    expect(judge({ issued: 1, changes: [disable(10, 20), enable(30, 100)] }, { status: 401 })).toEqual([REFUSED]);
    expect(judge({ issued: 1, changes: [disable(10, 20), enable(30, 101)] }, { status: 401 })).toEqual([]);
    expect(judge({ issued: 1, changes: [disable(10, 20), enable(30, 40), disable(105)] }, { status: 401 })).toEqual([]);
  });

  it('holds to the revocation that came after', () => {
    expect(judge({ issued: 1, changes: [disable(10, 20), enable(30, 40), revoke(50, 60)] }, {})).toEqual([REVOKED]);
  });
});

describe('of a token whose scopes change, the judge', () => {
  const call = { resource: 'warehouses' } as const;

  it('finds an accept for the scope that is confirmed gone, until it is asked back', () => {
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 80, 100)] }, call)).toEqual([NOT_OPENED]);
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 80, 101)] }, call)).toEqual([]);
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 80, 90), scopes(BOTH, 109)] }, call)).toEqual([]);
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 80, 90)] }, {})).toEqual([]);
  });

  it('finds a refusal for want of the scope where that is not asked away, or is confirmed back', () => {
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 110)] }, { ...call, status: 403 })).toEqual([REFUSED]);
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 10, 20), scopes(BOTH, 30, 100)] }, { ...call, status: 403 })).toEqual([REFUSED]);
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 109)] }, { ...call, status: 403 })).toEqual([]);
    expect(judge({ wish: BOTH, issued: 1, changes: [scopes(READER, 109)] }, { ...call, status: 401 })).toEqual([REFUSED]);
  });
});

describe('of a token that is rotated, the judge', () => {
  it('finds an accept of the old secret after a confirmed rotation without a grace period', () => {
    expect(judge({ issued: 1, changes: [rotate(80, 100)] }, {})).toEqual([ENDED]);
    expect(judge({ issued: 1, changes: [rotate(80, 101)] }, {})).toEqual([]);
    expect(judge({ issued: 1, changes: [rotate(80)] }, { status: 401 })).toEqual([]);
  });

  it('finds an accept of it after its grace period, and a refusal within', () => {
    expect(judge({ issued: 1, changes: [rotate(10, 20, [90, 100])] }, {})).toEqual([ENDED]);
    expect(judge({ issued: 1, changes: [rotate(10, 20, [90, 101])] }, {})).toEqual([]);
    expect(judge({ issued: 1, changes: [rotate(10, 20, [110, 120])] }, { status: 401 })).toEqual([REFUSED]);
    expect(judge({ issued: 1, changes: [rotate(10, 20, [109, 120])] }, { status: 401 })).toEqual([]);
  });

  it('lets as much pass around its end as the clocks may be off', () => {
    for (const [status, ends] of [[200, [85, 95]], [401, [115, 120]]] as const) {
      const history = historyOf({ issued: 1, changes: [rotate(10, 20, ends)] }, { status });
      expect(judgeHistory(history)).toHaveLength(1);
      history.clocksOffMs = 6;
      expect(judgeHistory(history)).toEqual([]);
    }
  });

  it('lets an hour pass only for what a stepped clock may have decided: the end that it set, or the call that it judged', () => {
    const broken = (step: { readonly process: string; readonly fromMs: number; readonly toMs: number }): number => {
      const history = historyOf({ issued: 1, changes: [rotate(10, 20, [50, 55])] }, {});
      history.clockSteps.push({ byMs: 3_600_000, ...step });
      return judgeHistory(history).length;
    };
    // Asked for at 10 and answered 5 later; called at the first replica from 100 to 110.
    for (const [fromMs, toMs] of [[0, 10.1], [14.9, 20], [12, Infinity]] as const) expect(broken({ process: 'token-service 1', fromMs, toMs })).toBe(0);
    for (const [fromMs, toMs] of [[0, 10], [15, 100], [15, 200]] as const) expect(broken({ process: 'token-service 1', fromMs, toMs })).toBe(1);
    for (const [fromMs, toMs] of [[90, 100.1], [109.9, 120], [90, Infinity]] as const) {
      expect(broken({ process: 'inventory 1', fromMs, toMs })).toBe(0);
      expect(broken({ process: 'inventory 2', fromMs, toMs })).toBe(1);
    }
    expect(broken({ process: 'inventory 1', fromMs: 20, toMs: 100 })).toBe(1);
  });

  it('finds a refusal of the new secret once it is confirmed, and an accept after the revocation', () => {
    expect(judge({ issued: 1, changes: [rotate(80, 100)] }, { secret: 1, status: 401 })).toEqual([REFUSED]);
    expect(judge({ issued: 1, changes: [rotate(80, 101)] }, { secret: 1, status: 401 })).toEqual([]);
    expect(judge({ issued: 1, changes: [rotate(10, 20), revoke(80, 100)] }, { secret: 1 })).toEqual([REVOKED]);
  });

  it('finds an accept of the oldest of three within its grace period', () => {
    const changes = [rotate(10, 20, [1_000, 1_000]), rotate(80, 100, [1_000, 1_000], 2)];
    expect(judge({ issued: 1, changes }, {})).toEqual([ENDED]);
    for (const secret of [1, 2]) expect(judge({ issued: 1, changes }, { secret })).toEqual([]);
  });

  it('knows nothing of a rotation whose answer is not there', () => {
    const open = change({ kind: 'rotate', secret: undefined, oldEnds: undefined }, 80);
    for (const status of [200, 401]) expect(judge({ issued: 1, changes: [open] }, { status })).toEqual([]);
  });
});

it('counts a refusal as tried only where nothing but its cause was reason for it', () => {
  const tried = (life: Life, call: Partial<RecordedCall>) => Object.fromEntries(refusalsTried(historyOf(life, { status: 401, ...call })));
  expect(tried({ changes: [disable(80, 100)] }, {})).toEqual({ disabled: 1 });
  expect(tried({ changes: [disable(80, 101)] }, {})).toEqual({});
  expect(tried({ changes: [disable(80, 90), revoke(105)] }, {})).toEqual({});
  expect(tried({ issued: 1, changes: [rotate(80, 100)] }, {})).toEqual({ secret: 1 });
  expect(tried({ issued: 1 }, { resource: 'warehouses', status: 403 })).toEqual({ scope: 1 });
  expect(tried({ changes: [revoke(80, 100)] }, { status: 503 })).toEqual({});
});
