import { freeBytesAt, megabytes } from '../installation/free-space.js';

/** A segment of PostgreSQL's write-ahead log: with less than one there may be no next change. */
const FULL_BELOW_BYTES = 16 * 2 ** 20;
/** Above that there is space again: two segments, so that nothing is told again and again at the edge. */
const SPACE_ABOVE_BYTES = 32 * 2 ** 20;
const LOOK_EVERY_MS = 2_000;

/** Looks at the disk of the data folder while everything runs, and tells a person once when it is full, and once when it is not any more. */
export class DiskWatch {
  private full = false;
  private readonly timer: NodeJS.Timeout;

  /** @param say takes one line for the person at the terminal */
  constructor(
    private readonly folder: string,
    private readonly say: (line: string) => void,
    private readonly freeBytes: (folder: string) => number = freeBytesAt,
    lookEveryMs = LOOK_EVERY_MS,
  ) {
    this.timer = setInterval(() => {
      this.look();
    }, lookEveryMs).unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const free = this.freeBytes(this.folder);
    if (!this.full && free < FULL_BELOW_BYTES) {
      this.full = true;
      this.say(
        `The disk of the data folder ${this.folder} is full: ${megabytes(free)} MB are free. Make space: until then changes fail ` +
          'and services answer 503, or everything stops; nothing that was confirmed is lost.',
      );
    } else if (this.full && free > SPACE_ABOVE_BYTES) {
      this.full = false;
      this.say(`There is space again for the data folder ${this.folder}: ${megabytes(free)} MB are free.`);
    }
  }
}
