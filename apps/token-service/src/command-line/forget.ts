import { forget } from '../audit/forget/forget.js';
import type { Forgotten } from '../audit/forget/forgetting-events.js';
import { type Asked } from '../audit/forget/subject.js';
import { CommandFailure } from './command-failure.js';
import { withDatabase } from './with-database.js';

export interface ForgetReport {
  readonly subjectKind: Asked['kind'];
  /** By workspace. */
  readonly forgotten: readonly Forgotten[];
}

/**
 * `forget`: for whoever answers a person who asks to be forgotten. Beside a running service; may be run again.
 *
 * @throws CommandFailure where there is no such user or token
 */
export async function forgetCommand(asked: Asked, env: NodeJS.ProcessEnv): Promise<ForgetReport> {
  const forgotten = await withDatabase(env, (dataSource) => forget(dataSource, asked));
  if (!forgotten) throw new CommandFailure(`There is no such ${asked.kind}.`);
  return { subjectKind: asked.kind, forgotten };
}
