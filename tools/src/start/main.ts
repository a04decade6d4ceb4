// `npm start` and, with --kafka, `npm run start:kafka`: brings the whole family up, keeps it up, and takes it down.
import { OneLineFailure } from '../installation/one-line-failure.js';
import { Family } from './family.js';
import { readSettings } from './settings.js';
import { listenForStopRequests } from './stop-requests.js';

// Whoever read our output may be gone before we are.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<number> {
  const settings = await readSettings(process.env, process.argv.slice(2));
  const family = new Family(settings, process.env, say);
  const stop = listenForStopRequests(process.env, () => {
    family.kill();
    process.exit(130);
  });
  const stopped = stop.requested.then(() => undefined);
  try {
    await Promise.race([family.start(), stopped]);
    await Promise.race([family.failed, stopped]);
    say('Portcullis is stopping …');
    return 0;
  } finally {
    await family.stop();
  }
}

try {
  process.exitCode = await main();
  say('Portcullis has stopped; its data is kept.');
} catch (error) {
  process.stderr.write(`${error instanceof OneLineFailure ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
// Nothing that was left open may keep a stopped family's supervisor alive.
process.exit();
