import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { UsageFailure } from '../failures/command-failure.js';

const USER_ID = /^usr_[0-9A-Za-z]+$/;

/** The argument that says which user; it becomes a part of a request's path, where `..` is another request. */
export function withUserId(command: Command, { texts }: Context): Command {
  return command.argument('<id>', texts('argument.userId'), (id: string) => {
    if (!USER_ID.test(id)) throw new UsageFailure(texts('error.userId'));
    return id;
  });
}
