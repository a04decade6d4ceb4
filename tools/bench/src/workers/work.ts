import type { FromWorker } from './messages.js';

/** How a worker tells how far it is. */
export type Say = (line: string) => void;

/** The worker's side of runWorker: does the one task it was started for, tells the result, and ends. */
export async function work<Result>(measure: (task: unknown, say: Say) => Promise<Result>): Promise<void> {
  // Whoever asked is gone: nobody would ever end this process.
  process.on('disconnect', () => process.exit(1));
  const task = JSON.parse(process.argv[2] ?? '{}') as unknown;
  const result = await measure(task, (line) => void tell({ kind: 'progress', line }));
  await tell({ kind: 'result', result });
  process.exit(0);
}

function tell<Result>(message: FromWorker<Result>): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => {
      resolve();
    });
  });
}
