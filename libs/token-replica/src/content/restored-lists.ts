import { hash } from 'node:crypto';

interface Restored {
  /** Where the allowlists have it. */
  readonly slot: number;
  readonly sha256: string;
  text: string;
  isUsed: boolean;
}

/** Long allowlists as they come in from a copy, some before and some behind the rows that have them. */
export class RestoredLists {
  private readonly lists = new Map<number, Restored>();

  /**
   * @param newSlot finds a place for a list that is seen for the first time.
   * @returns where the list is, or will be, that a row says it has.
   * @throws RangeError where it is another one than its number says.
   */
  use(number: number, sha256: string, newSlot: () => number): number {
    const list = this.find(number, sha256, newSlot);
    list.isUsed = true;
    return list.slot;
  }

  /** @throws RangeError where a row says that it is another one. */
  give(number: number, text: string, newSlot: () => number): number {
    const list = this.find(number, hash('sha256', text), newSlot);
    list.text = text;
    return list.slot;
  }

  /** What is wrong with them, when all were given and used. */
  fault(): string | undefined {
    for (const [number, { text, isUsed }] of this.lists) {
      if (text === '') return `it lacks list ${number}`;
      if (!isUsed) return `no row has list ${number}`;
    }
    return undefined;
  }

  texts(): ReadonlyMap<number, string> {
    return new Map([...this.lists].map(([number, { text }]) => [number, text]));
  }

  private find(number: number, sha256: string, newSlot: () => number): Restored {
    const known = this.lists.get(number);
    if (known === undefined) {
      const list = { slot: newSlot(), sha256, text: '', isUsed: false };
      this.lists.set(number, list);
      return list;
    }
    if (known.sha256 !== sha256) throw new RangeError(`list ${number} is not the one that rows have`);
    return known;
  }
}
