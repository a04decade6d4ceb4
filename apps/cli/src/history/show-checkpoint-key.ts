import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { connect } from '../session/connection.js';
import { plain } from '../terminal/plain.js';
import { fetchText } from './fetch-text.js';

export function addShowCheckpointKey(program: Command, context: Context): void {
  const { screen, texts } = context;
  program
    .command('checkpoint-key')
    .description(texts('help.checkpointKey'))
    .action(async () => {
      screen.line(plain((await fetchText(connect(context), { path: '/api/v1/checkpoints/key' })).trim()));
      screen.note(texts('checkpointKey.keep'));
    });
}
