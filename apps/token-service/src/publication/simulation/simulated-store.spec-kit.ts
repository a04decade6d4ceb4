import { digestPart, type TokenStateBody } from '@portcullis/messages';
import type { BootToAdmit, ReplicaBoot } from '../boots/replica-boots.js';
import type { Checkpoint } from '../relay/lease.js';
import type { PrimaryView } from '../relay/primary-view.js';

export const STORE_ID = 'sto_1';
/** After so long without a renewal the lease may be taken. */
const LEASE_MS = 3_000;

interface StoredMessage {
  readonly position: number;
  readonly key: string;
  readonly value: Buffer;
  readonly part: bigint;
  readonly previousPart: bigint;
}

type BootRow = Omit<ReplicaBoot, 'gone' | 'storeId'> & { readonly admittedPosition: number; readonly gonePosition: number | null };

/** What the statements of the relay, the lease and the table of boots do, each at one instant. */
export class SimulatedStore {
  messages: StoredMessage[] = [];
  private boots = new Map<string, BootRow>();
  /** Checkpoints of this term that were left behind, oldest first. */
  private leftBehind: Checkpoint[] = [];
  private lease = { holder: '', epoch: 0, renewedAtMs: -Infinity, position: 0, digest: 0n };
  /** A primary that a standby has replaced while its machine stood still: it can be read, and commits nothing any more. */
  isCutOff = false;

  get head(): number {
    return this.messages.length;
  }

  get epoch(): number {
    return this.lease.epoch;
  }

  copyAsCutOff(): SimulatedStore {
    const copy = new SimulatedStore();
    copy.messages = [...this.messages];
    copy.boots = new Map(this.boots);
    copy.lease = { ...this.lease };
    copy.isCutOff = true;
    return copy;
  }

  commit(body: TokenStateBody): number {
    const position = this.head + 1;
    const value = Buffer.from(JSON.stringify({ position, time: '2026-11-23T00:00:00.000Z', ...body }));
    const previousPart = this.messages.findLast(({ key }) => key === body.tokenId)?.part ?? 0n;
    this.messages.push({ position, key: body.tokenId, value, part: digestPart(value), previousPart });
    return position;
  }

  takeLease(holder: string, nowMs: number): { readonly epoch: number; readonly checkpoint: Checkpoint } | undefined {
    this.mayWrite();
    if (this.lease.holder !== '' && nowMs - this.lease.renewedAtMs <= LEASE_MS) return undefined;
    this.lease = { ...this.lease, holder, epoch: this.lease.epoch + 1, renewedAtMs: nowMs };
    this.leftBehind = [];
    return { epoch: this.lease.epoch, checkpoint: { position: this.lease.position, digest: this.lease.digest } };
  }

  renewLease(epoch: number, nowMs: number): boolean {
    this.mayWrite();
    if (this.lease.epoch !== epoch) return false;
    this.lease.renewedAtMs = nowMs;
    return true;
  }

  releaseLease(epoch: number): void {
    this.mayWrite();
    if (this.lease.epoch === epoch) this.lease.holder = '';
  }

  readCheckpoint(epoch: number): Checkpoint | undefined {
    return this.lease.epoch === epoch ? { position: this.lease.position, digest: this.lease.digest } : undefined;
  }

  moveCheckpoint(epoch: number, from: Checkpoint, to: Checkpoint): boolean {
    this.mayWrite();
    if (this.lease.epoch !== epoch || this.lease.position !== from.position) return false;
    this.leftBehind.push({ position: this.lease.position, digest: this.lease.digest });
    this.lease = { ...this.lease, ...to };
    return true;
  }

  /** A crash of the server: what did not wait for the disk is lost, here up to so many moves of the checkpoint. */
  loseMoves(count: number): void {
    const [checkpoint] = this.leftBehind.splice(-count);
    if (checkpoint !== undefined) this.lease = { ...this.lease, ...checkpoint };
  }

  admitBoots(epoch: number, boots: readonly BootToAdmit[]): void {
    if (boots.length === 0) return;
    this.mayWrite();
    if (this.lease.epoch !== epoch) return;
    for (const { boot, service, boundMs } of boots) {
      if (!this.boots.has(boot)) this.boots.set(boot, { boot, service, boundMs, appliedPosition: 0, phase: 'serving', admittedPosition: this.head, gonePosition: null });
    }
  }

  readPrimary(epoch: number): PrimaryView | undefined {
    if (this.lease.epoch !== epoch) return undefined;
    const echoable = [...this.boots.values()].filter(({ gonePosition, phase }) => gonePosition === null && phase === 'serving').map(({ boot }) => boot);
    return { storeId: STORE_ID, position: this.head, echoable: new Set(echoable) };
  }

  retireBoots(epoch: number, boots: readonly string[]): void {
    if (this.lease.epoch === epoch) for (const boot of boots) this.change(boot, (row) => (row.phase === 'serving' ? { ...row, phase: 'retired' } : row));
  }

  markGone(boots: readonly string[], phase: 'goodbye' | 'retired'): void {
    for (const boot of boots) this.change(boot, (row) => (row.gonePosition === null ? { ...row, phase, gonePosition: this.head } : row));
  }

  keepApplied(boot: string, position: number): void {
    this.change(boot, (row) => ({ ...row, appliedPosition: Math.max(row.appliedPosition, position) }));
  }

  bootsConcernedBy(position: number): readonly ReplicaBoot[] {
    return this.allBoots(({ admittedPosition, gonePosition }) => admittedPosition < position && (gonePosition === null || gonePosition >= position));
  }

  presentBoots(): readonly ReplicaBoot[] {
    return this.allBoots(({ gonePosition }) => gonePosition === null);
  }

  private allBoots(which: (row: BootRow) => boolean): readonly ReplicaBoot[] {
    return [...this.boots.values()].filter(which).map((row) => ({ ...row, gone: row.gonePosition !== null, storeId: STORE_ID }));
  }

  private change(boot: string, to: (row: BootRow) => BootRow): void {
    this.mayWrite();
    const row = this.boots.get(boot);
    if (row !== undefined) this.boots.set(boot, to(row));
  }

  private mayWrite(): void {
    if (this.isCutOff) throw new Error('no synchronous standby answers: nothing is committed here any more');
  }
}
