import type { TokensRevoked } from '@portcullis/management-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, api } from '../../../api/api.js';
import { withPassword } from '../../../confirm-password/with-password.js';

/** The API takes so many ids at once. */
const IDS_AT_ONCE = 500;

interface Wish {
  readonly ids: readonly string[];
  /** Empty: none given. */
  readonly reason: string;
}

/** What came of all requests; the receipt is the last one's. */
interface Revoked extends TokensRevoked {
  /** Tokens that were not asked for any more when somebody stopped it. */
  readonly left: number;
}

/** Revokes them in as many requests as that needs; `stop` ends it after the one that is on its way. */
export function useRevokeTokens(onRevoked: () => void) {
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const stopping = useRef(new AbortController());
  const mutation = useMutation({
    mutationFn: async ({ ids, reason }: Wish): Promise<Revoked> => {
      const { signal } = (stopping.current = new AbortController());
      setDone(0);
      let sum = { ...(await revoke(ids.slice(0, IDS_AT_ONCE), reason)) };
      let at = Math.min(IDS_AT_ONCE, ids.length);
      for (; at < ids.length && !signal.aborted; at = Math.min(at + IDS_AT_ONCE, ids.length)) {
        setDone(at);
        sum = inSum(sum, await revoke(ids.slice(at, at + IDS_AT_ONCE), reason));
      }
      return { ...sum, left: ids.length - at };
    },
    onSuccess: onRevoked,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const stop = (): void => { stopping.current.abort(); };
  return { ...mutation, done, stop };
}

function revoke(ids: string[], reason: string): Promise<TokensRevoked> {
  return withPassword(async () => (await answerOf(api.POST('/api/v1/api-keys/revoke', { body: { ids, reason: reason === '' ? null : reason, dryRun: false } }))).body);
}

const inSum = (sum: TokensRevoked, one: TokensRevoked): TokensRevoked => ({
  dryRun: one.dryRun,
  revoked: sum.revoked + one.revoked,
  alreadyRevoked: sum.alreadyRevoked + one.alreadyRevoked,
  remaining: sum.remaining + one.remaining,
  notFound: [...sum.notFound, ...one.notFound],
  receipt: one.receipt ?? sum.receipt,
});
