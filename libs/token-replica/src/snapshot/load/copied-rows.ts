/** `PGCOPY\n\xff\r\n\0`, flags, and the length of a header extension that no version has. */
const HEADER_BYTES = 19;
/** What stands in the place of a row's number of fields behind the last row. */
const TRAILER = -1;

/**
 * Reads PostgreSQL's binary COPY format (https://www.postgresql.org/docs/17/sql-copy.html#id-1.9.3.55.9.4) of rows
 * without nulls, in whatever pieces it comes. The buffers handed on are views that hold until the next piece.
 */
export class CopiedRows {
  private carried: Buffer = Buffer.alloc(0);
  private headerTaken = false;
  private trailerTaken = false;

  constructor(private readonly onRow: (fields: readonly Buffer[]) => void) {}

  /** Whether the end was seen: a copy that was cut short has none. */
  get complete(): boolean {
    return this.trailerTaken;
  }

  take(piece: Buffer): void {
    const bytes = this.carried.length === 0 ? piece : Buffer.concat([this.carried, piece]);
    let at = this.headerTaken ? 0 : HEADER_BYTES;
    if (bytes.length < at) {
      this.carried = Buffer.from(bytes);
      return;
    }
    this.headerTaken = true;
    for (let next = this.row(bytes, at); next > at; next = this.row(bytes, at)) at = next;
    // The piece is a view of a buffer that will be written to again.
    this.carried = at === bytes.length ? this.carried.subarray(0, 0) : Buffer.from(bytes.subarray(at));
  }

  /** @returns where the next row begins; `at` where this one is not all there, or is none. */
  private row(bytes: Buffer, at: number): number {
    if (bytes.length < at + 2) return at;
    const count = bytes.readInt16BE(at);
    if (count === TRAILER) {
      this.trailerTaken = true;
      return at;
    }
    const fields: Buffer[] = [];
    let end = at + 2;
    while (fields.length < count) {
      const start = end + 4;
      if (bytes.length < start) return at;
      end = start + bytes.readInt32BE(start - 4);
      if (bytes.length < end) return at;
      fields.push(bytes.subarray(start, end));
    }
    this.onRow(fields);
    return end;
  }
}
