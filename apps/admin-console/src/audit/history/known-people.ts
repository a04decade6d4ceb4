import type { User } from '@portcullis/management-client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api } from '../../api/api.js';
import { useMay } from '../../session/session.js';

const knownPeopleQuery = queryOptions({
  queryKey: ['people', 'known'],
  queryFn: async ({ signal }): Promise<readonly User[]> => (await Promise.all((['active', 'suspended', 'removed'] as const).map(async (status) => (await answerOf(api.GET('/api/v1/users', { params: { query: { status, limit: 100 } }, signal }))).body.data))).flat(),
  staleTime: 60_000,
});

export interface KnownPeople {
  readonly emails: readonly string[];
  readonly emailOf: (id: string) => string | undefined;
  readonly idOf: (email: string) => string | undefined;
}

/** Who is behind an id, as far as the reader may know: the first hundred of each status. Of a removed person's email the one who has it now is meant. */
export function useKnownPeople(): KnownPeople {
  const may = useMay();
  const { data } = useQuery({ ...knownPeopleQuery, enabled: may('userView') });
  return useMemo(() => {
    const people = data ?? [];
    const emails = new Map(people.map(({ id, email }) => [id, email]));
    const ids = new Map(people.toReversed().map(({ id, email }) => [email.toLowerCase(), id]));
    return { emails: [...new Set(people.map(({ email }) => email))], emailOf: (id) => emails.get(id), idOf: (email) => ids.get(email.toLowerCase()) };
  }, [data]);
}
