import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '@portcullis/management-client';
import { isRefusal } from './api.js';

/** The session ended elsewhere, or its password has to be changed: asking for the session again leads to where that is said. */
function noticeEnd(error: unknown): void {
  if (isRefusal(error, 401, 'wrong_credentials')) return;
  if (isRefusal(error, 401) || isRefusal(error, 403, 'password_change_required')) void queries.invalidateQueries({ queryKey: ['session'] });
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    // The client itself sends again what was not answered; what was refused stays refused. Nothing waits for the browser to
    // think that it is online: a change that was asked for fails now, rather than be made when nobody expects it any more.
    queries: { networkMode: 'always', staleTime: 5_000, retry: (failures, error) => !(error instanceof ProblemError) && failures < 1 },
    mutations: { networkMode: 'always', retry: false },
  },
});
