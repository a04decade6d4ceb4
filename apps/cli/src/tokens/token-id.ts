import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { UsageFailure } from '../failures/command-failure.js';

const TOKEN_ID = /^tok_[0-9A-Za-z]+$/;

/**
 * The argument that says which token; it becomes a part of a request's path, where `..` is another request. What is no id is
 * not quoted: it may be a secret.
 */
export function withTokenId(command: Command, { texts }: Context): Command {
  return command.argument('<id>', texts('argument.id'), (id: string) => {
    if (!TOKEN_ID.test(id)) throw new UsageFailure(texts('error.tokenId'));
    return id;
  });
}
