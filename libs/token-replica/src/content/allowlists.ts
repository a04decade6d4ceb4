import { hash } from 'node:crypto';
import { type Allowlist, compileAllowlist } from '@portcullis/ip-allowlist';
import { LongLists } from './long-lists.js';
import { RestoredLists } from './restored-lists.js';

/** How a row's page names its list: by its text, or a long one by its number and SHA-256. */
export interface SavedList {
  /** The entries as JSON: whatever a message may hold as an entry, two different lists never have the same. */
  readonly text: string;
  readonly long: { readonly number: number; readonly sha256: string } | undefined;
}

interface Held extends SavedList {
  readonly allowlist: Allowlist;
  tokens: number;
}

/** Of a list that a row has, and that is still to come. */
const NOBODY: Allowlist = { any: false, allows: () => false };

/** Compiled allowlists by number, each distinct one once: the tokens of one office have one list. 0: any address. */
export class Allowlists {
  /** The long ones among them, for a copy that follows. */
  readonly long = new LongLists();
  private readonly held: (Held | undefined)[] = [undefined];
  private readonly numbers = new Map<string, number>();
  private readonly free: number[] = [];
  private restoring = new RestoredLists();

  /** Notes that one more token has this list. */
  hold(entries: readonly string[]): number {
    return entries.length === 0 ? 0 : this.holdText(JSON.stringify(entries), entries);
  }

  /** As `hold`, of a text that `saved` gave. */
  holdText(text: string, entries?: readonly string[]): number {
    const number = this.numbers.get(text) ?? this.newSlot();
    const held = (this.held[number] ??= this.compiled(text, entries ?? entriesOf(text)));
    held.tokens += 1;
    this.numbers.set(text, number);
    return number;
  }

  /** Notes that one token less has this list; a list that none has is dropped. */
  release(number: number): void {
    const held = this.held[number];
    if (held === undefined) return;
    held.tokens -= 1;
    if (held.tokens > 0) return;
    this.held[number] = undefined;
    this.numbers.delete(held.text);
    this.free.push(number);
    if (held.long !== undefined) this.long.remove(held.long.number);
  }

  /** undefined: there is none of this number. */
  saved(number: number): SavedList | undefined {
    return this.held[number];
  }

  /** null: any address. */
  at(number: number): Allowlist | null {
    return this.held[number]?.allowlist ?? null;
  }

  /**
   * As `hold`, of a long list that `restoreLong` gives, before or behind this. Until then it allows nobody.
   *
   * @throws RangeError where another row, or the list itself, says otherwise.
   */
  holdLong(long: { readonly number: number; readonly sha256: string }): number {
    const slot = this.restoring.use(long.number, long.sha256, () => this.newSlot());
    const held = (this.held[slot] ??= { text: '', long, allowlist: NOBODY, tokens: 0 });
    held.tokens += 1;
    return slot;
  }

  /** @throws RangeError where rows say otherwise; SyntaxError where it cannot be read. */
  restoreLong(number: number, text: string): void {
    const slot = this.restoring.give(number, text, () => this.newSlot());
    const long = { number, sha256: hash('sha256', text) };
    this.held[slot] = { text, long, allowlist: compileAllowlist(entriesOf(text)), tokens: this.held[slot]?.tokens ?? 0 };
    this.numbers.set(text, slot);
  }

  /**
   * All lists were given.
   *
   * @param count how many numbers there are of long ones.
   * @returns what is wrong with them.
   */
  restored(count: number): string | undefined {
    const fault = this.restoring.fault();
    if (fault === undefined) this.long.restored(this.restoring.texts(), count);
    this.restoring = new RestoredLists();
    return fault;
  }

  private compiled(text: string, entries: readonly string[]): Held {
    const long = LongLists.isLong(text) ? { number: this.long.add(text), sha256: hash('sha256', text) } : undefined;
    return { text, long, allowlist: compileAllowlist(entries), tokens: 0 };
  }

  /** Reserved at once, as a list may come long behind the first row that has it. */
  private newSlot(): number {
    const slot = this.free.pop() ?? this.held.length;
    this.held[slot] = undefined;
    return slot;
  }
}

function entriesOf(text: string): readonly string[] {
  return JSON.parse(text) as readonly string[];
}
