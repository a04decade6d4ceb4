import { drawBoot } from '@portcullis/messages';
import type { Clock } from './clock.js';
import { Freshness } from './freshness/freshness.js';

export interface FormerBoot {
  readonly boot: string;
  readonly appliedPosition: number;
  readonly store: string | null;
}

/** Who wants to know what this process knew when. */
export interface PresenceFollower {
  /** The sending of a nonce begins. */
  sending(nonce: number): void;
  /** A closed record counted that echoes this nonce: all up to its position is applied. */
  counted(nonce: number, position: number): void;
}

/**
 * This process as the relay knows it: a boot with a fixed bound, the nonces it sent, the position it has applied.
 * A boot that hears no echo for one bound may have been retired, and a retired boot is never echoed again: the process
 * goes on as a new one, with nothing known.
 */
export class Presence {
  private life: { readonly boot: string; readonly freshness: Freshness; lastHeardMs: number };
  private nonce = 0;
  private applied = 0;
  private appliedStore: string | null = null;
  private wasFresh = false;
  private readonly former: FormerBoot[] = [];
  private follower: PresenceFollower | undefined;

  constructor(
    private readonly clock: Clock,
    readonly boundMs: number,
  ) {
    this.life = this.newLife();
  }

  get boot(): string {
    return this.life.boot;
  }

  get freshness(): Freshness {
    return this.life.freshness;
  }

  /** Position of the last counted closed record; 0 before the first. */
  get appliedPosition(): number {
    return this.applied;
  }

  /** Whether this process has been fresh once, under any of its boots. */
  get hasBeenFresh(): boolean {
    return this.wasFresh;
  }

  /** The event store that the applied position is of; null before the first counted record. */
  get store(): string | null {
    return this.appliedStore;
  }

  get lastNonce(): number {
    return this.nonce;
  }

  followedBy(follower: PresenceFollower): void {
    this.follower = follower;
  }

  /** The nonce of a probe that is about to be sent. Nonces rise over all boots of the process. */
  nextNonce(): number {
    this.nonce += 1;
    this.life.freshness.sending(this.nonce);
    this.follower?.sending(this.nonce);
    return this.nonce;
  }

  /** @returns whether the applied position moved, so that it is worth telling at once. */
  counted(nonce: number, position: number, store: string): boolean {
    this.life.freshness.echoed(nonce);
    this.follower?.counted(nonce, position);
    this.life.lastHeardMs = this.clock.monotonicMs();
    this.wasFresh ||= this.life.freshness.isFresh();
    const moved = position > this.applied;
    this.applied = position;
    this.appliedStore = store;
    return moved;
  }

  /** Goes on as a new boot where nothing has answered for one bound. */
  redrawIfUnheard(): void {
    if (this.clock.monotonicMs() - this.life.lastHeardMs > this.boundMs) this.redraw();
  }

  /** Goes on as a new boot that knows nothing. The one before accepts nothing from this moment on. */
  redraw(): void {
    this.former.push({ boot: this.life.boot, appliedPosition: this.applied, store: this.appliedStore });
    this.life = this.newLife();
    this.applied = 0;
    this.appliedStore = null;
  }

  /** Boots this process was before and for which no goodbye has been said; each is told once. */
  takeFormer(): readonly FormerBoot[] {
    return this.former.splice(0);
  }

  private newLife(): Presence['life'] {
    return { boot: drawBoot(), freshness: new Freshness(this.clock, this.boundMs), lastHeardMs: this.clock.monotonicMs() };
  }
}
