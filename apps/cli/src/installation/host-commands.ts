import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { UsageFailure } from '../failures/command-failure.js';

/**
 * The commands of the server's own host, for help and completion alone: they reach the databases, and so belong to the
 * repository's tools, which tools/launch.mjs starts in place of this program.
 */
export function addHostCommands(program: Command, context: Context): void {
  const { texts } = context;
  const refuse = (): void => {
    throw new UsageFailure(texts('error.hostOnly'));
  };
  program
    .command('workspace')
    .description(texts('help.workspace'))
    .command('create')
    .description(texts('help.workspaceCreate'))
    .requiredOption('--name <name>', texts('option.workspaceName'))
    .requiredOption('--owner-email <email>', texts('option.ownerEmail'))
    .option('--max-lifetime-days <days>', texts('option.maxLifetimeDays'))
    .option('--seed', texts('option.seed'))
    .action(refuse);
  program
    .command('owner')
    .description(texts('help.owner'))
    .command('reset')
    .description(texts('help.ownerReset'))
    .requiredOption('--email <email>', texts('option.email'))
    .action(refuse);
  program.command('forget').description(texts('help.forget')).requiredOption('--subject <subject>', texts('option.subject')).action(refuse);
  program.command('rebuild').description(texts('help.rebuild')).option('--apply', texts('option.apply')).action(refuse);
  const store = program.command('store').description(texts('help.store'));
  store.command('export').description(texts('help.storeExport')).requiredOption('--out <file>', texts('option.out')).action(refuse);
  store.command('renew').description(texts('help.storeRenew')).action(refuse);
}
