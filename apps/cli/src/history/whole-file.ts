import { randomBytes } from 'node:crypto';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { CommandFailure, Interrupted } from '../failures/command-failure.js';
import type { Texts } from '../messages/texts.js';

/** What a file system says that has no hard links. */
const WITHOUT_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * Writes a file that is there whole or not at all: under a name beside it, which it is given up with, and under its own at
 * the end. For its owner alone, as a history tells addresses. Never in the place of another: the checkpoint of before is
 * what shows that a history was rewritten, and could not be had again.
 *
 * @throws CommandFailure where it cannot be written, Interrupted where it was given up; whatever the pieces throw
 */
export async function writeWhole(path: string, pieces: AsyncIterable<Uint8Array>, { signal, texts }: { readonly signal: AbortSignal; readonly texts: Texts }): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  const told = telling(path, texts);
  await mustBeFree(path, texts);
  const file = await told(open(beside, 'wx', 0o600));
  try {
    for await (const piece of pieces) {
      if (signal.aborted) throw new Interrupted();
      await told(file.writeFile(piece));
    }
    await told(file.sync());
    await file.close();
    await told(nameIt(beside, path));
  } finally {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
  }
}

/** Refuses a name that was taken meanwhile, as a rename alone would not; not every file system, such as that of a memory stick, has links. */
async function nameIt(beside: string, path: string): Promise<void> {
  try {
    await link(beside, path);
  } catch (error) {
    if (!WITHOUT_LINKS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await (await open(path, 'wx', 0o600)).close();
    await rename(beside, path);
  }
}

/** Said before there is any work, and not only after it. */
async function mustBeFree(path: string, texts: Texts): Promise<void> {
  if (await lstat(path).catch(() => undefined)) throw new CommandFailure(texts('error.exists', { file: path }));
}

/** What the system says of a file, in the person's language. */
function telling(path: string, texts: Texts) {
  return async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw cannotWrite(path, error, texts);
    }
  };
}

function cannotWrite(path: string, error: unknown, texts: Texts): CommandFailure {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandFailure(code === 'EEXIST' ? texts('error.exists', { file: path }) : texts('error.cannotWrite', { file: path, reason: code ?? String(error) }));
}
