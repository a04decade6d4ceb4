import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { figure } from '../../figures/figure.js';
import { alternate, type Arm } from '../../harness/alternate.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import { runServiceCommand } from '../../installation/service-process.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { appendIssue, connectWriters, WRITERS, writing } from './writers.js';

const ROUNDS = 11;
const FOLLOWER = fileURLToPath(new URL('tree-follower.process.js', import.meta.url));

/** The same appends with and without a process that brings them into the tree. */
export const treeOverheadMeasure: Measure = { name: 'tree', keys: ['tree_append_overhead'], run };

async function run({ surroundings, say }: MeasureContext): Promise<Findings> {
  const databaseUrl = await surroundings.database('tree');
  // The first command of the service makes its tables.
  await runServiceCommand('token-service', ['workspace', 'create', '--name', 'Bench', '--owner-email', 'owner@bench.example'], { DATABASE_URL: databaseUrl });
  const clients = await connectWriters(databaseUrl);
  const follower = fork(FOLLOWER, [], { env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl } });
  try {
    const bare = writing(clients, appendIssue);
    const { followed, alone } = await alternate({ followed: beside(follower, bare), alone: bare }, { warmUps: 2, counted: ROUNDS, onRound: (round) => { say(`round ${round} of ${ROUNDS}`); } });
    return {
      figures: [figure('tree_append_overhead', pairedRatio(alone, followed), ROUNDS), figure('append_followed_per_s', quantile(followed, 0.5), ROUNDS)],
      notes: [`Tree: appends as above (${WRITERS} connections), alone and beside a process that brings each into the tree within a second.`],
    };
  } finally {
    follower.disconnect();
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** What was appended without it is caught up with before the round begins. */
function beside(follower: ChildProcess, arm: Arm): Arm {
  return async () => {
    await tell(follower, true);
    const sample = await arm();
    await tell(follower, false);
    return sample;
  };
}

/** Resolves once it answers. @throws Error where it ends instead */
async function tell(follower: ChildProcess, goOn: boolean): Promise<void> {
  if (follower.exitCode !== null) throw new Error(`the follower of the tree ended with ${follower.exitCode}`);
  const answered = new AbortController();
  const ended = once(follower, 'exit', { signal: answered.signal }).then(([code]) => { throw new Error(`the follower of the tree ended with ${String(code)}`); });
  follower.send(goOn);
  try {
    await Promise.race([once(follower, 'message', { signal: answered.signal }), ended]);
  } finally {
    ended.catch(() => undefined);
    answered.abort();
  }
}
