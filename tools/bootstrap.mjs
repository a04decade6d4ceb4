// Makes a fresh clone ready to run: `node tools/bootstrap.mjs [start|test]`. npm runs it before `npm start` and
// `npm test`, under the machine's own Node (20 or newer) and with nothing installed, so it imports only Node itself.
import { writeSync } from 'node:fs';

import { build } from './bootstrap/build.mjs';
import { Failure } from './bootstrap/failure.mjs';
import { install } from './bootstrap/install.mjs';
import { checkMachine } from './bootstrap/machine.mjs';

const purpose = process.argv[2] ?? 'start';
try {
  checkMachine();
  await install();
  await build(purpose);
} catch (error) {
  writeSync(2, `${error instanceof Failure ? error.message : (error?.stack ?? String(error))}\n`);
  // The test command promises its three numbers as the last line whatever happens.
  if (purpose === 'test') writeSync(1, '0 passed, 1 failed, 0 skipped\n');
  process.exit(1);
}
