import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@portcullis/testing';
import type { SetOutcome, TokenSet, TokenSetTransaction } from '../token-set-transaction.js';
import { RevokeTokensCommand } from './revoke-tokens.command.js';
import { RevokeTokensHandler } from './revoke-tokens.handler.js';
import type { SelectedTokens } from './selected-tokens.js';

const OPEN = Array.from({ length: 2_600 }, (_, at) => `tok_${String(at).padStart(4, '0')}`);
const selection = { workspaceId: 'wsp_1', ids: undefined, filter: { scope: 'items:read' as const }, callingTokenId: null };
const command = new RevokeTokensCommand(selection, null, false, { actor: { type: 'user', id: 'usr_1' }, requestId: 'req_1' });
const tokens = {
  hasCreator: () => Promise.resolve(true),
  find: () => Promise.resolve({ open: OPEN, openCount: OPEN.length, revokedCount: 7 }),
  missing: () => Promise.resolve([]),
  lastRevocation: () => Promise.resolve(70),
} as unknown as SelectedTokens;

/** A handler whose transactions each answer what is given for them. */
function handlerOf(change: (set: TokenSet) => SetOutcome, clock = new ManualClock()): RevokeTokensHandler {
  const transaction = { change: (set: TokenSet) => Promise.resolve(change(set)) } as unknown as TokenSetTransaction;
  return new RevokeTokensHandler(transaction, tokens, clock);
}

function changed({ tokenIds }: TokenSet, position: number): SetOutcome {
  return { outcome: 'done', changed: tokenIds, unchanged: [], refused: [], missing: [], left: [], position };
}

describe('a bulk revocation', () => {
  it('takes at most 500 tokens in a transaction, each token once', async () => {
    const sets: (readonly string[])[] = [];
    const handler = handlerOf((set) => changed(set, sets.push(set.tokenIds)));
    expect(await handler.execute(command)).toMatchObject({ result: { revoked: 2_600, alreadyRevoked: 7, remaining: 0, position: 6 } });
    expect(sets.map(({ length }) => length)).toEqual([500, 500, 500, 500, 500, 100]);
    expect(sets.flat()).toEqual(OPEN);
  });

  it('takes what a transaction leaves into the next ones, each token once', async () => {
    const revoked: string[] = [];
    const handler = handlerOf(({ tokenIds }) => {
      revoked.push(...tokenIds.slice(0, 300));
      return { outcome: 'done', changed: tokenIds.slice(0, 300), unchanged: [], refused: [], missing: [], left: tokenIds.slice(300), position: revoked.length };
    });
    expect(await handler.execute(command)).toMatchObject({ result: { revoked: 2_600, alreadyRevoked: 7, remaining: 0, position: 2_600 } });
    expect(revoked).toEqual(OPEN);
  });

  it('ends in bounded time, and says what remains', async () => {
    const clock = new ManualClock();
    let position = 0;
    const handler = handlerOf((set) => {
      clock.advance(6_000);
      return changed(set, (position += 500));
    }, clock);
    expect(await handler.execute(command)).toMatchObject({ result: { revoked: 1_000, remaining: 1_600, position: 1_000 } });
  });

  it('that others get in the way of says how far it came, and is refused only where it changed nothing', async () => {
    let transactions = 0;
    const stopped = handlerOf((set) => (++transactions > 2 ? { outcome: 'busy' } : changed(set, transactions)));
    expect(await stopped.execute(command)).toMatchObject({ outcome: 'done', result: { revoked: 1_000, remaining: 1_600, position: 2 } });
    expect(await handlerOf(() => ({ outcome: 'conflict' })).execute(command)).toEqual({ outcome: 'conflict' });
  });

  it('counts what others revoked meanwhile as revoked already, and waits for that too', async () => {
    const handler = handlerOf(({ tokenIds }) => ({ outcome: 'done', changed: [], unchanged: tokenIds, refused: [], missing: [], left: [], position: 99 }));
    expect(await handler.execute(command)).toMatchObject({ result: { revoked: 0, alreadyRevoked: 2_607, remaining: 0, position: 99 } });
  });
});
