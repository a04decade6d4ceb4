import { Command } from 'commander';

export interface Options {
  /** One flat object of numbers on stdout, and nothing else. */
  readonly json: boolean;
  readonly large: boolean;
  readonly peers: boolean;
  /** Writes the table and the plots to docs/benchmarks instead of tmp/bench. */
  readonly write: boolean;
  readonly only: RegExp | undefined;
  readonly profile: string | undefined;
}

/** @throws CommanderError, after it told what is wrong on stderr, for arguments that it does not know. */
export function readOptions(args: readonly string[]): Options {
  const command = new Command('npm run bench --')
    .description('Measures Portcullis: by turns with what it is compared with, in one run.')
    .option('--json', 'print one flat object of numbers, and nothing else', false)
    .option('--large', 'measure 10 M tokens as well (6 GB of memory, some minutes)', false)
    .option('--peers', 'measure other products as well; they are downloaded the first time', false)
    .option('--write', 'write docs/benchmarks instead of tmp/bench', false)
    .option('--only <pattern>', 'only measures whose name, or one of whose keys, matches this regular expression')
    .option('--profile <folder>', 'write CPU profiles of the measured processes there; the figures are then no figures')
    .exitOverride();
  command.parse([...args], { from: 'user' });
  const { only, ...rest } = command.opts<Omit<Options, 'only'> & { only?: string }>();
  return { ...rest, profile: rest.profile, only: only === undefined ? undefined : new RegExp(only) };
}
