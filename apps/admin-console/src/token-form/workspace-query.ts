import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/api.js';

/** The workspace itself: how long its tokens may live. */
export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/workspace', { signal }))).body,
});
