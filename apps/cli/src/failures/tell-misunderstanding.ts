import type { CommanderError } from 'commander';
import type { MessageKey } from '../messages/english.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Telling } from './tell-failure.js';

const MESSAGES: Readonly<Record<string, MessageKey>> = {
  'commander.unknownOption': 'error.unknownOption',
  'commander.unknownCommand': 'error.unknownCommand',
  'commander.missingArgument': 'error.missingArgument',
  'commander.missingMandatoryOptionValue': 'error.missingOption',
  'commander.optionMissingArgument': 'error.missingValue',
  'commander.excessArguments': 'error.excess',
};

/** What commander says in English, in the person's language: its codes are known, and what is meant stands between quotes. */
export function tellMisunderstanding(error: CommanderError, { screen, texts, command }: Telling, complain: (text: string) => void): ExitCode {
  if (error.exitCode === 0) return EXIT.done;
  // Help that was shown as there was no command.
  if (error.code === 'commander.help') return EXIT.notUnderstood;
  const what = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const choices = /Allowed choices are (.*)\.$/m.exec(error.message)?.[1];
  const key = MESSAGES[error.code];
  if (choices !== undefined) complain(texts('error.choice', { what: /argument '([^']*)' is invalid/.exec(error.message)?.[1] ?? what, choices }));
  else complain(key === undefined ? error.message.replace(/^error: /, '') : texts(key, { what }));
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(error.message)?.[1];
  if (meant !== undefined) screen.note(texts('error.didYouMean', { what: meant }));
  screen.note(texts('error.seeHelp', { command: command === '' ? '' : `${command} ` }));
  return EXIT.notUnderstood;
}
