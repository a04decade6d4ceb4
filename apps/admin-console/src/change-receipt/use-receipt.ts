import type { Receipt } from '@portcullis/management-client';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/api.js';

const ASK_AGAIN_MS = 700;

interface FollowedReceipt {
  readonly receipt: Receipt;
  /** When this page saw it become confirmed, RFC 3339: it is so since then at the latest. undefined: it was so before. */
  readonly confirmedAt: string | undefined;
}

/** The receipt of the change at a position, asked for again until it is confirmed. */
const receiptQuery = (position: number, before: () => FollowedReceipt | undefined) => queryOptions({
  queryKey: ['receipts', position],
  queryFn: async ({ signal }): Promise<FollowedReceipt> => {
    const { body } = await answerOf(api.GET('/api/v1/receipts/{position}', { params: { path: { position: String(position) } }, signal }));
    const known = before();
    const isSeen = known?.receipt.confirmed === false && body.confirmed;
    return { receipt: body, confirmedAt: isSeen ? new Date().toISOString() : known?.confirmedAt };
  },
  refetchInterval: ({ state }) => (state.data?.receipt.confirmed === true ? false : ASK_AGAIN_MS),
});

/** @param first as the change answered it; none: of a change made earlier */
export function useReceipt(position: number, first: Receipt | undefined): { readonly followed: FollowedReceipt | undefined; readonly error: unknown } {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    ...receiptQuery(position, () => queries.getQueryData<FollowedReceipt>(['receipts', position])),
    ...(first && { initialData: () => ({ receipt: first, confirmedAt: first.confirmed ? new Date().toISOString() : undefined }), staleTime: first.confirmed ? Infinity : 0 }),
  });
  return { followed: data, error };
}
