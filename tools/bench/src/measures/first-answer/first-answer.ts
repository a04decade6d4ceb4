import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { figure } from '../../figures/figure.js';
import { FEWEST_RUNS } from '../../harness/alternate.js';
import { quantile } from '../../harness/statistics.js';
import { JsonClient } from '../../installation/json-client.js';
import { Operator } from '../../installation/operator.js';
import { REPOSITORY } from '../../installation/places.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';

const READY = /^Portcullis is ready: (http:\S+) (http:\S+)$/m;
const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;
const OWNER = { email: 'owner@bench.example', password: 'a long password for the benchmark' };

/** From `npm start`, in a repository that is installed and built, to the first 200 of the public API. */
export const firstAnswerMeasure: Measure = { name: 'npm-start', keys: ['npm_start_first_answer_s'], run };

async function run({ surroundings, say }: MeasureContext): Promise<Findings> {
  const seconds: number[] = [];
  while (seconds.length < FEWEST_RUNS) {
    seconds.push(await oneStart(join(surroundings.folder, `data-${seconds.length}`)));
    say(`first answer after ${seconds.at(-1)?.toFixed(2) ?? ''} s`);
  }
  return { figures: [figure('npm_start_first_answer_s', quantile(seconds, 0.5), seconds.length)] };
}

/** A new data folder each time: PostgreSQL's cluster, both databases, the workspace and the sample inventory are made. */
async function oneStart(dataFolder: string): Promise<number> {
  const startedAtMs = performance.now();
  const npm = spawn('npm', ['start'], { cwd: REPOSITORY, env: environment(dataFolder), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  try {
    const [tokenServiceUrl, inventoryUrl] = await addresses(npm);
    await firstAnswer(tokenServiceUrl, inventoryUrl);
    return (performance.now() - startedAtMs) / 1_000;
  } finally {
    await end(npm);
  }
}

function environment(dataFolder: string): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  const portsAreFree = { TOKEN_SERVICE_PORT: '0', INVENTORY_API_PORT: '0' };
  return { PATH, HOME, TMPDIR, DATA_DIR: dataFolder, ...portsAreFree, PORTCULLIS_OWNER_EMAIL: OWNER.email, PORTCULLIS_OWNER_PASSWORD: OWNER.password };
}

function addresses(npm: ChildProcess): Promise<[string, string]> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason: string): void => {
      reject(new Error(`npm start ${reason}: ${output.slice(-1_500)}`));
    };
    const timer = setTimeout(fail, READY_WITHIN_MS, 'was not ready in time');
    const read = (chunk: unknown): void => {
      output += String(chunk);
      const found = READY.exec(output);
      if (found === null) return;
      clearTimeout(timer);
      resolve([found[1] ?? '', found[2] ?? '']);
    };
    npm.stdout?.on('data', read);
    npm.stderr?.on('data', read);
    npm.once('exit', (code) => {
      fail(`ended with ${code ?? 'a signal'}`);
    });
  });
}

/** What the first two of the four printed lines do. */
async function firstAnswer(tokenServiceUrl: string, inventoryUrl: string): Promise<void> {
  const operator = await Operator.logIn(tokenServiceUrl, OWNER.email, OWNER.password);
  const { token } = await operator.issue('first', true);
  const inventory = new JsonClient(inventoryUrl);
  const { status } = await inventory.call('GET', '/public/v1/items?limit=1', { authorization: `Bearer ${token}` });
  operator.close();
  inventory.close();
  if (status !== 200) throw new Error(`the first call was answered with ${status}`);
}

/** npm and what it runs are a group of their own: Ctrl-C at a terminal would reach all of them, too. */
async function end(npm: ChildProcess): Promise<void> {
  if (npm.pid === undefined || npm.exitCode !== null || npm.signalCode !== null) return;
  const gone = once(npm, 'close');
  process.kill(-npm.pid, 'SIGINT');
  const timer = setTimeout((group: number) => process.kill(-group, 'SIGKILL'), STOP_WITHIN_MS, npm.pid);
  await gone;
  clearTimeout(timer);
}
