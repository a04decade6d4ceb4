import type { TokenEvent } from '@portcullis/management-client';

export interface Subject {
  readonly kind: 'token' | 'user' | 'workspace' | 'other';
  readonly id: string;
}

const KINDS: Readonly<Record<string, Subject['kind']>> = { token: 'token', usage: 'token', user: 'user', workspace: 'workspace' };

/** What an event is about: its stream says so, as `usage/tok_…`. */
export function subjectOf({ stream }: Pick<TokenEvent, 'stream'>): Subject {
  const [kind = '', id = ''] = stream.split('/');
  return { kind: KINDS[kind] ?? 'other', id: id === '' ? stream : id };
}
