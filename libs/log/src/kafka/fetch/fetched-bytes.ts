const NOTHING = Buffer.alloc(0);
/** Of a varint with 32 bits, seven of them a byte. */
const MOST_BITS = 35;

/** A response that is read from its beginning to its end, in Kafka's units: https://kafka.apache.org/protocol#protocol_types */
export class FetchedBytes {
  /** Where the next step begins. */
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** How many bytes are left. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  /** @throws RangeError beyond the end, as the other numbers of fixed length. */
  int8(): number {
    return this.bytes.readInt8(this.skip(1));
  }

  int16(): number {
    return this.bytes.readInt16BE(this.skip(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.skip(4));
  }

  int64(): bigint {
    return this.bytes.readBigInt64BE(this.skip(8));
  }

  /** Zigzag, of at most 32 bits. @throws RangeError where it is longer. */
  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? 0;
    let number = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      if (shift === MOST_BITS) throw new RangeError('a varint of more than five bytes');
      byte = bytes[this.at++] ?? 0;
      number |= (byte & 0x7f) << shift;
    }
    return (number >>> 1) ^ -(number & 1);
  }

  /** A varint of any length. */
  skipVarint(): void {
    const { bytes } = this;
    while ((bytes[this.at++] ?? 0) >= 0x80);
  }

  /** Moves on by so many bytes, and tells where they begin. */
  skip(length: number): number {
    const from = this.at;
    this.at = from + length;
    return from;
  }

  /** So many bytes as UTF-8; -1: none. @throws RangeError where they are fewer than none. */
  text(length: number): string {
    if (length < -1) throw new RangeError(`a text of ${length} bytes`);
    if (length <= 0) return '';
    const from = this.skip(length);
    return this.bytes.toString(undefined, from, this.at);
  }

  /** So many bytes in place, not copied; -1: none. @throws RangeError where they are fewer than none. */
  view(length: number): Buffer {
    if (length < -1) throw new RangeError(`a value of ${length} bytes`);
    if (length <= 0) return NOTHING;
    const from = this.skip(length);
    return this.bytes.subarray(from, this.at);
  }
}
