const FIRST_SLOTS = 1_024;
/** A power of two. */
const LAST_NUMBERS = 1_024;

/** One cell: so many calls of one counter, kind and minute from one address. */
export interface Cell {
  readonly counter: number;
  /** See call-kind.ts. */
  readonly kind: number;
  /** Since the epoch. */
  readonly minute: number;
  /** null: other. */
  readonly address: string | null;
  readonly calls: number;
}

/** Four numbers a cell, in the order in which they came. */
const FIELDS = 4;

/**
 * Calls by counter, kind, minute and address, in typed arrays with open addressing: 200,000 cells are some 8 MB and no
 * objects. Only grows; whoever has taken all of it drops it.
 */
export class UsageCells {
  private slots = new Int32Array(FIRST_SLOTS);
  private fields = new Uint32Array((FIRST_SLOTS / 2) * FIELDS);
  private calls = new Float64Array(FIRST_SLOTS / 2);
  private count = 0;
  private readonly addressNumbers = new Map<string, number>();
  private readonly addresses: (string | null)[] = [null];
  /** Of counters, by the last bits of their numbers, the address of the last call: a token's calls mostly come from one. */
  private readonly lastNumbers = new Uint32Array(LAST_NUMBERS);

  get size(): number {
    return this.count;
  }

  /**
   * Counts one call, in its cell or, where that would be a new one, if `mayAdd`.
   *
   * @param address null: other
   * @returns whether it was counted
   */
  add(counter: number, kind: number, minute: number, address: string | null, mayAdd: boolean): boolean {
    const number = address === null ? 0 : this.numberOf(counter, address, mayAdd);
    if (number === -1) return false;
    const slot = this.find(counter, kind, minute, number);
    const cell = (this.slots[slot] ?? 0) - 1;
    if (cell >= 0) {
      this.calls[cell] = (this.calls[cell] ?? 0) + 1;
      return true;
    }
    if (mayAdd) this.insert(slot, counter, kind, minute, number);
    return mayAdd;
  }

  at(cell: number): Cell {
    const { fields } = this;
    const at = cell * FIELDS;
    return {
      counter: fields[at] ?? 0,
      kind: fields[at + 1] ?? 0,
      minute: fields[at + 2] ?? 0,
      address: this.addresses[fields[at + 3] ?? 0] ?? null,
      calls: this.calls[cell] ?? 0,
    };
  }

  /** -1: not known, and none may be added. */
  private numberOf(counter: number, address: string, mayAdd: boolean): number {
    const place = counter & (LAST_NUMBERS - 1);
    const last = this.lastNumbers[place] ?? 0;
    if (this.addresses[last] === address) return last;
    const number = this.addressNumbers.get(address) ?? (mayAdd ? this.intern(address) : -1);
    if (number !== -1) this.lastNumbers[place] = number;
    return number;
  }

  private intern(address: string): number {
    // A copy: a part of a header would keep the whole header.
    const own = Buffer.from(address, 'latin1').toString('latin1');
    const number = this.addresses.push(own) - 1;
    this.addressNumbers.set(own, number);
    return number;
  }

  /** The slot that holds the cell, or the free one that would. */
  private find(counter: number, kind: number, minute: number, address: number): number {
    const { slots, fields } = this;
    const mask = slots.length - 1;
    for (let slot = hash(counter, kind, minute, address) & mask; ; slot = (slot + 1) & mask) {
      const at = ((slots[slot] ?? 0) - 1) * FIELDS;
      if (at < 0) return slot;
      if (fields[at] === counter && fields[at + 1] === kind && fields[at + 2] === minute && fields[at + 3] === address) return slot;
    }
  }

  private insert(slot: number, counter: number, kind: number, minute: number, address: number): void {
    const at = this.count * FIELDS;
    this.fields[at] = counter;
    this.fields[at + 1] = kind;
    this.fields[at + 2] = minute;
    this.fields[at + 3] = address;
    this.calls[this.count] = 1;
    this.count += 1;
    this.slots[slot] = this.count;
    if (this.count * 2 >= this.slots.length) this.grow();
  }

  private grow(): void {
    const { fields, calls, count } = this;
    const size = this.slots.length * 2;
    this.slots = new Int32Array(size);
    this.fields = new Uint32Array((size / 2) * FIELDS);
    this.fields.set(fields);
    this.calls = new Float64Array(size / 2);
    this.calls.set(calls);
    for (let cell = 0; cell < count; cell += 1) {
      const at = cell * FIELDS;
      this.slots[this.find(fields[at] ?? 0, fields[at + 1] ?? 0, fields[at + 2] ?? 0, fields[at + 3] ?? 0)] = cell + 1;
    }
  }
}

/** Any mixing will do: nobody gains by cells that fall together, and there are at most 200,000. */
function hash(counter: number, kind: number, minute: number, address: number): number {
  let mixed = Math.imul(counter, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca6b) ^ Math.imul(minute, 0xc2b2ae35) ^ Math.imul(address, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
