const LINE_FEED = 0x0a;

/** Cuts chunks behind line feeds. Holds one line at most, and no more of it than is allowed. */
export class LineSplitter {
  private held: Buffer[] = [];
  private heldBytes = 0;

  /** @param longest bytes of a line that is held, without its line feed */
  constructor(private readonly longest: number) {}

  /** Bytes behind the last line feed so far. */
  get restBytes(): number {
    return this.heldBytes;
  }

  /** The lines that end in a chunk, as many at once as stand together in it, each with its line feed; `too_long` in place of one that is without an end for longer than is allowed. */
  *take(chunk: Buffer): Generator<Buffer | 'too_long'> {
    let from = 0;
    if (this.heldBytes > 0) {
      from = chunk.indexOf(LINE_FEED) + 1;
      if (from > 0) yield this.ended(chunk.subarray(0, from));
    }
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > from) yield chunk.subarray(from, end);
    if (end === chunk.length) return;
    this.held.push(chunk.subarray(end));
    this.heldBytes += chunk.length - end;
    if (this.heldBytes > this.longest) yield 'too_long';
  }

  private ended(piece: Buffer): Buffer {
    const line = Buffer.concat([...this.held, piece]);
    this.held = [];
    this.heldBytes = 0;
    return line;
  }
}
