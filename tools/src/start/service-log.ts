import { closeSync, copyFileSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync, truncateSync } from 'node:fs';

const MOST_BYTES = 32 * 2 ** 20;
const CHECK_EVERY_MS = 5_000;
const TAIL_BYTES = 16_384;

/**
 * A service's output, in a file that the service itself writes: a stopped or killed supervisor neither blocks it nor
 * loses its last words. The file of the run before is kept beside it (`.1`), and neither grows beyond a bound.
 */
export class ServiceLog {
  private readonly timer: NodeJS.Timeout;

  constructor(
    readonly path: string,
    private readonly mostBytes = MOST_BYTES,
    checkEveryMs = CHECK_EVERY_MS,
  ) {
    if (existsSync(path)) renameSync(path, `${path}.1`);
    closeSync(this.open());
    this.timer = setInterval(() => {
      this.bound();
    }, checkEveryMs).unref();
  }

  /** A descriptor for a child's output. Every write appends, so that cutting the file does not leave a hole. */
  open(): number {
    return openSync(this.path, 'a', 0o600);
  }

  /** The newest lines, without empty ones. */
  lastLines(count: number): readonly string[] {
    const file = openSync(this.path, 'r');
    try {
      const length = Math.min(fstatSync(file).size, TAIL_BYTES);
      const tail = Buffer.alloc(length);
      readSync(file, tail, 0, length, fstatSync(file).size - length);
      return tail.toString('utf8').split('\n').filter((line) => line.trim() !== '').slice(-count);
    } finally {
      closeSync(file);
    }
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** Copies and cuts, since the service holds the file open; a line written in between is lost. */
  private bound(): void {
    try {
      if (statSync(this.path).size <= this.mostBytes) return;
      copyFileSync(this.path, `${this.path}.1`);
      truncateSync(this.path);
    } catch {
      // A full disk: the next check tries again, and the services tell about the disk themselves.
    }
  }
}
