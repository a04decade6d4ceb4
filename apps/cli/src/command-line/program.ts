import addCompletion from '@bomb.sh/tab/commander';
import { Command } from 'commander';
import { addExportHistory } from '../history/export-history.js';
import { addSaveCheckpoint } from '../history/save-checkpoint.js';
import { addShowCheckpointKey } from '../history/show-checkpoint-key.js';
import { addVerifyHistory } from '../history/verify-history.js';
import { addHostCommands } from '../installation/host-commands.js';
import { addListReplicas } from '../installation/list-replicas.js';
import { addListScopes } from '../installation/list-scopes.js';
import { addListUsers } from '../people/list-users.js';
import { addSessions } from '../people/sessions.js';
import { addUserCommands } from '../people/user-commands.js';
import { addShowReceipt } from '../receipts/show-receipt.js';
import { addChangePassword } from '../session/change-password.js';
import { addLogIn } from '../session/log-in.js';
import { addLogOut } from '../session/log-out.js';
import { addIssueToken } from '../tokens/issue-token.js';
import { addListEvents } from '../tokens/list-events.js';
import { addListTokens } from '../tokens/list-tokens.js';
import { addOpenAndCloseToken } from '../tokens/open-and-close-token.js';
import { addRevokeMany } from '../tokens/revoke-many.js';
import { addRotateToken } from '../tokens/rotate-token.js';
import { addShowToken } from '../tokens/show-token.js';
import { addUpdateToken } from '../tokens/update-token.js';
import type { Context } from './context.js';
import { inLanguage } from './help.js';

/** In the order in which the help lists them. */
const COMMANDS = [addLogIn, addLogOut, addChangePassword, addIssueToken, addListTokens, addShowToken, addUpdateToken, addRotateToken, addOpenAndCloseToken, addRevokeMany, addListEvents, addShowReceipt, addListScopes, addListReplicas, addListUsers, addUserCommands, addSessions, addExportHistory, addVerifyHistory, addSaveCheckpoint, addShowCheckpointKey, addHostCommands];

const PROGRAM = 'portcullis';
const COMPLETION = 'completion';

/** All that `portcullis` can do. Failures are thrown, as commander's own are; none ends the process. */
export function createProgram(context: Context): Command {
  const { texts, screen } = context;
  const program = inLanguage(new Command(PROGRAM), texts)
    .description(texts('help.program'))
    .addHelpText('after', texts('help.end'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        screen.line(text.trimEnd());
      },
      writeErr: (text) => {
        screen.note(text.trimEnd());
      },
      // Said in the person's language by whoever catches it.
      outputError: () => undefined,
      getOutHelpWidth: () => screen.width ?? 100,
      getErrHelpWidth: () => screen.progressWidth,
    });
  for (const add of COMMANDS) add(program, context);
  describeCompletion(program, texts('help.completion'));
  return program;
}

/** `completion`, and behind it what the scripts ask; both in English until they are told otherwise. */
function describeCompletion(program: Command, description: string): void {
  const completed = addCompletion(program, { completionCommandName: COMPLETION }).commands.get(COMPLETION);
  if (completed !== undefined) completed.description = description;
  program.commands.find((command) => command.name() === COMPLETION)?.description(description);
}
