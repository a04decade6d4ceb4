import { queryOf } from '@portcullis/service-database';
import { open, rm } from 'node:fs/promises';
import { exportOfStore, IncompleteStore } from '../audit/export-store/export-store.js';
import { newestCheckpoint } from '../evidence/checkpoints/kept-checkpoints.js';
import { CommandFailure } from './command-failure.js';
import { paced, untilSignal } from './long-work.js';
import { withDatabase } from './with-database.js';

export interface StoreExport {
  readonly storeId: string;
  /** Up to which position: that of the newest checkpoint. */
  readonly events: number;
  readonly seconds: number;
}

/**
 * `store export`: beside a running service, up to the newest checkpoint that it signed; needs no key. SIGINT and SIGTERM
 * stop it, and leave no file.
 *
 * @param tell lines of progress, one a second
 * @throws CommandFailure where the file is there already or cannot be written, where no checkpoint was signed, where it was stopped
 */
export function storeExport({ out }: { readonly out: string }, env: NodeJS.ProcessEnv, tell: (line: string) => void): Promise<StoreExport> {
  return untilSignal((signal) =>
    withDatabase(env, async (dataSource) => {
      const startedAtMs = performance.now();
      const query = queryOf(dataSource.manager);
      const checkpoint = await newestCheckpoint(query);
      if (!checkpoint) throw new CommandFailure('No checkpoint was signed yet: a running token-service signs one a minute.');
      const { storeId, size } = checkpoint;
      const telling = paced(tell);
      await writeNew(out, exportOfStore(query, checkpoint, (events) => { telling(`${events} of ${size} events`); }), signal);
      return { storeId, events: size, seconds: Math.round((performance.now() - startedAtMs) / 100) / 10 };
    }),
  );
}

/** For its owner alone, as a history tells addresses; never in the place of another file. */
async function writeNew(path: string, pieces: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  try {
    for await (const piece of pieces) {
      if (signal.aborted) throw new CommandFailure('Stopped before the end: there is no file.');
      await file.writeFile(piece).catch((error: unknown) => {
        throw cannotWrite(path, error);
      });
    }
    await file.sync().catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
  } catch (error) {
    await rm(path, { force: true });
    throw error instanceof IncompleteStore ? new CommandFailure(error.message) : error;
  } finally {
    await file.close();
  }
}

function cannotWrite(path: string, error: unknown): CommandFailure {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandFailure(code === 'EEXIST' ? `${path} is there already, and may be an earlier export, or one that was cut. Name another file.` : `${path} cannot be written (${code ?? String(error)}).`);
}
