// `npm run bench`: see docs/benchmarks/README.md.
import { CommanderError } from 'commander';
import { bench } from './bench.js';
import { readOptions } from './command-line/options.js';

try {
  process.exitCode = await bench(readOptions(process.argv.slice(2)));
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
// Nothing that a measure left open may keep this process alive.
process.exit();
