import { PassThrough } from 'node:stream';

/** A comment so often keeps proxies from taking the connection for dead. */
const HEARTBEAT_MS = 15_000;
/** How long a client waits before it connects again. */
const RETRY_MS = 2_000;

/**
 * One client's stream of server-sent events (WHATWG HTML §9.2). It only ever says up to where the history has grown, so a
 * client that takes nothing misses nothing but older numbers, and nothing is kept for it.
 */
export class ChangeStream {
  readonly body = new PassThrough({ highWaterMark: 4_096 });
  private readonly heartbeat: NodeJS.Timeout;
  private told = -1;

  constructor(onClose: () => void) {
    this.body.write(`retry: ${RETRY_MS}\n\n`);
    this.heartbeat = setInterval(() => {
      if (!this.body.writableNeedDrain) this.body.write(':\n\n');
    }, HEARTBEAT_MS).unref();
    this.body.once('close', () => {
      clearInterval(this.heartbeat);
      onClose();
    });
  }

  /** Says the newest position, unless it said that already or the client does not take what was said before. */
  tell(position: number): void {
    if (position === this.told || this.body.writableNeedDrain) return;
    this.told = position;
    this.body.write(`event: changed\nid: ${position}\ndata: ${JSON.stringify({ position })}\n\n`);
  }

  /** The session is over: a client that connects again is told 401. */
  endWithSession(): void {
    this.body.end('event: ended\ndata: {}\n\n');
  }

  end(): void {
    this.body.end();
  }
}
