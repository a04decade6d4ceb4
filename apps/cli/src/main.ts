import { run } from './command-line/run.js';
import { tellUnwritten } from './failures/tell-unwritten.js';
import { languageOf, textsIn } from './messages/texts.js';
import { Screen } from './terminal/screen.js';

const { env, stdin, stdout, stderr } = process;
const texts = textsIn(languageOf(env));
const screen = new Screen(stdout, stderr, env);
const interruption = new AbortController();
// Once: whoever asks a second time is not kept waiting. SIGHUP comes where the terminal is closed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruption.abort();
  });
}
// What cannot be said does not stop what is done.
stderr.on('error', () => undefined);
stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(tellUnwritten(error, screen, texts));
});

process.exitCode = await run(process.argv.slice(2), { env, stdin, stderr, screen, texts, signal: interruption.signal });
