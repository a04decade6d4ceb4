import { LogClosed } from './log.js';

interface Part {
  close(): Promise<void>;
}

/** From opening to closing of a log: what it opened is closed with it, and what waits for the log waits no longer. */
export class LogLifetime {
  private readonly closing = new AbortController();
  private readonly parts = new Set<Part>();

  get signal(): AbortSignal {
    return this.closing.signal;
  }

  /** Runs work that may wait for the log for ever; rejects with LogClosed once the log is closed. */
  async untilClosed<T>(work: () => Promise<T>): Promise<T> {
    if (this.isClosing()) throw closed();
    try {
      return await work();
    } catch (error) {
      throw this.isClosing() ? closed() : error;
    }
  }

  /** Hands a part out; one that got ready while the log was being closed is closed with it. */
  async keep<T extends Part>(part: T): Promise<T> {
    if (this.isClosing()) {
      await part.close();
      throw closed();
    }
    const close = part.close.bind(part);
    part.close = () => {
      this.parts.delete(part);
      return close();
    };
    this.parts.add(part);
    return part;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.parts].map((part) => part.close()));
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }
}

function closed(): LogClosed {
  return new LogClosed('the log is closed');
}
