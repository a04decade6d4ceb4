/** A disk that is only busy answers within it; a stop of the service waits longer. */
const ANSWER_MS = 5_000;

/** The storage did not answer, as a dead network disk: what was begun may still end, at any time. */
export class StorageHangs extends Error {
  override readonly name = 'StorageHangs';
  readonly code = 'no answer from its storage';
}

/**
 * Waits for storage no longer than a bound. What never answers keeps a thread of the few that Node.js has for files: while
 * one hangs nothing more is begun, so that the others are left to the rest of the process.
 */
export class BoundedStorage {
  private hanging = 0;

  constructor(private readonly answerMs = ANSWER_MS) {}

  /** @throws StorageHangs, and what the work throws. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    if (this.hanging > 0) throw new StorageHangs();
    const working = work();
    let timer: NodeJS.Timeout | undefined;
    const bound = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, this.answerMs, undefined);
    });
    try {
      const answer = await Promise.race([working.then((value) => ({ value })), bound]);
      if (answer) return answer.value;
      this.countUntilOver(working);
      throw new StorageHangs();
    } finally {
      clearTimeout(timer);
    }
  }

  private countUntilOver(working: Promise<unknown>): void {
    if ((this.hanging += 1) === 1) process.on('exit', endAtOnce);
    const over = (): void => {
      if ((this.hanging -= 1) === 0) process.off('exit', endAtOnce);
    };
    working.then(over, over);
  }
}

/** An orderly exit joins the threads, and so would wait for the storage for ever. Everything else has ended by now. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}
