import { answerOf, managementClient, ProblemError } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { CommandFailure } from '../failures/command-failure.js';
import { addressOf } from './address.js';
import { findSession, forgetSession, sessionFile } from './session-file.js';

export function addLogOut(program: Command, context: Context): void {
  program
    .command('logout')
    .description(context.texts('help.logout'))
    .action(() => end(context));
}

/** Forgotten here in any case: a session of a service that is away must not be left lying about. */
async function end({ env, texts, screen, signal }: Context): Promise<void> {
  const file = sessionFile(env);
  const found = findSession(file);
  forgetSession(file);
  if (typeof found !== 'object') {
    screen.note(texts('logout.none'));
    return;
  }
  const { url } = found;
  try {
    const address = addressOf(url, env, texts);
    await answerOf(managementClient({ url: address, credentials: { cookie: found.cookie }, signal }).DELETE('/api/v1/session'));
  } catch (error) {
    // It has ended by itself, or somebody else has ended it.
    if (!(error instanceof ProblemError && error.problem.status === 401)) throw new CommandFailure(texts('logout.onlyHere', { url }));
  }
  screen.note(texts('logout.done', { url }));
}
