// `npm run reset`: asks, then deletes the data folder with everything that Portcullis ever stored here. `--yes` does not ask.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { holderOf } from '../installation/lock.js';
import { isOurs } from '../installation/open-data-folder.js';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { dataFolder } from '../installation/places.js';

async function main(args: readonly string[]): Promise<string> {
  const unknown = args.find((argument) => argument !== '--yes');
  if (unknown !== undefined) throw new OneLineFailure(`npm run reset takes no argument ${unknown}, only --yes.`);
  const folder = dataFolder(process.env);
  if (!isOurs(folder)) return `There is no data of Portcullis in ${folder.path}: nothing to delete.`;
  const holder = holderOf(folder.lock);
  if (holder !== undefined) throw new OneLineFailure(`Portcullis runs on ${folder.path} (process ${holder.pid}): stop it first.`);
  const question = `Delete ${folder.path} with every workspace, token and event in it? Type yes: `;
  if (!args.includes('--yes') && !(await confirm(question))) {
    throw new OneLineFailure('Nothing was deleted.');
  }
  rmSync(folder.path, { recursive: true, force: true });
  return `Deleted ${folder.path}. The next npm start begins anew.`;
}

async function confirm(question: string): Promise<boolean> {
  const dialog = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await Promise.race([
    dialog.question(question),
    new Promise<string>((resolve) => {
      // An input that ends without an answer is a no.
      dialog.once('close', () => {
        resolve('');
      });
    }),
  ]);
  dialog.close();
  return /^y(es)?$/i.test(answer.trim());
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof OneLineFailure ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
