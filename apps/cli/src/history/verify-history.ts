import { verifyExport } from '@portcullis/history-proof';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { bytesOf, keyOf, previousOf } from './given-files.js';
import { megabytes, ProgressLine } from './progress-line.js';
import { tellVerdict } from './tell-verdict.js';

interface VerifyOptions {
  readonly key: string;
  readonly previous?: string;
  readonly json?: true;
}

/** Needs no service and no session: nobody who is asked could be believed. */
export function addVerifyHistory(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('verify')
    .description(texts('help.verify'))
    .argument('<export>', texts('argument.export'))
    .requiredOption('--key <key>', texts('option.key'))
    .option('--previous <file>', texts('option.previous'))
    .option('--json', texts('option.verdictJson'))
    .action((file: string, options: VerifyOptions) => verify(file, options, context));
}

async function verify(file: string, options: VerifyOptions, context: Context): Promise<void> {
  const { screen, texts } = context;
  const key = await keyOf(options.key, context);
  const previous = options.previous === undefined ? undefined : await previousOf(options.previous, context);
  const progress = new ProgressLine(screen);
  try {
    const verdict = await verifyExport(bytesOf(file, context), {
      key,
      previous,
      onProgress: ({ bytes, events }) => {
        progress.show(() => texts('verify.progress', { events, megabytes: megabytes(bytes) }));
      },
    });
    progress.end();
    if (options.json) screen.json(verdict);
    tellVerdict(verdict, options.json ? { ...context, screen: screen.withoutResult() } : context);
  } finally {
    progress.end();
  }
}
