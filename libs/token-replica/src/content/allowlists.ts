import { type Allowlist, compileAllowlist } from '@portcullis/ip-allowlist';

interface Held {
  readonly key: string;
  readonly allowlist: Allowlist;
  tokens: number;
}

/** Compiled allowlists by number, each distinct one once: the tokens of one office have one list. 0: any address. */
export class Allowlists {
  private readonly held: (Held | undefined)[] = [undefined];
  private readonly numbers = new Map<string, number>();
  private readonly free: number[] = [];

  /** Notes that one more token has this list. */
  hold(entries: readonly string[]): number {
    if (entries.length === 0) return 0;
    const key = entries.join('\n');
    const number = this.numbers.get(key) ?? this.free.pop() ?? this.held.length;
    const held = (this.held[number] ??= { key, allowlist: compileAllowlist(entries), tokens: 0 });
    held.tokens += 1;
    this.numbers.set(key, number);
    return number;
  }

  /** Notes that one token less has this list; a list that none has is dropped. */
  release(number: number): void {
    const held = this.held[number];
    if (held === undefined) return;
    held.tokens -= 1;
    if (held.tokens > 0) return;
    this.held[number] = undefined;
    this.numbers.delete(held.key);
    this.free.push(number);
  }

  /** The entries of a list, a line each. */
  textOf(number: number): string {
    return this.held[number]?.key ?? '';
  }

  /** null: any address. */
  at(number: number): Allowlist | null {
    return this.held[number]?.allowlist ?? null;
  }
}
