import { run } from './command-line/run.js';
import { EXIT } from './failures/exit-codes.js';
import { languageOf, textsIn } from './messages/texts.js';
import { Screen } from './terminal/screen.js';

const { env, stdin, stdout, stderr } = process;
const interruption = new AbortController();
// Once: whoever asks a second time is not kept waiting.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interruption.abort();
  });
}
// `portcullis list | head`: who reads has had enough.
for (const stream of [stdout, stderr]) {
  stream.on('error', () => {
    process.exit(EXIT.failed);
  });
}

process.exitCode = await run(process.argv.slice(2), {
  env,
  stdin,
  stderr,
  screen: new Screen(stdout, stderr, env),
  texts: textsIn(languageOf(env)),
  signal: interruption.signal,
});
