import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { verifyExport } from '@portcullis/history-proof';
import { alternate } from '../../harness/alternate.js';
import { type Say, work } from '../../workers/work.js';
import { writeExport } from './exported-history.js';

export interface VerifyTask {
  readonly file: string;
  readonly events: number;
  readonly rounds: number;
}

export interface VerifyResult {
  /** Seconds of one verification, and of hashing the same bytes and nothing else. */
  readonly verify: readonly number[];
  readonly bare: readonly number[];
}

/** As the command reads it. */
const PIECE_BYTES = 262_144;

await work((task, say) => measure(task as VerifyTask, say));

async function measure({ file, events, rounds }: VerifyTask, say: Say): Promise<VerifyResult> {
  say(`writing an export of ${events.toLocaleString('en')} events`);
  const { key, hashed } = await writeExport(file, events);
  const verify = async (): Promise<void> => {
    const verdict = await verifyExport(createReadStream(file, { highWaterMark: PIECE_BYTES }), { key });
    if (verdict.verdict !== 'holds' || verdict.events !== events) throw new Error(`the history does not hold: ${JSON.stringify(verdict)}`);
  };
  const bare = (): void => {
    for (const bytes of hashed) hash('sha256', bytes);
  };
  return alternate({ verify: () => seconds(verify), bare: () => seconds(bare) }, { warmUps: 2, counted: rounds });
}

async function seconds(run: () => unknown): Promise<number> {
  const startedAtMs = performance.now();
  await run();
  return (performance.now() - startedAtMs) / 1_000;
}
