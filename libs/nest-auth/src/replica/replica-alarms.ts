import { Injectable } from '@nestjs/common';
import { Alarms, ServiceLog } from '@portcullis/service-kit';
import type { ReplicaObserver, SnapshotObserver } from '@portcullis/token-replica';

/** What the replica notices, as alarms for a person. */
@Injectable()
export class ReplicaAlarms implements ReplicaObserver, SnapshotObserver {
  constructor(
    private readonly alarms: Alarms,
    private readonly log: ServiceLog,
  ) {}

  tokenNotUnderstood(tokenId: string, reason: string): void {
    this.log.error({ tokenId, reason }, 'a token is closed: its newest message was not understood');
    // Which token it is belongs to its tenant: /health is read by anybody.
    this.alarms.raise('token_not_understood', { reason });
  }

  everyTokenUnderstood(): void {
    this.alarms.clear('token_not_understood');
  }

  digestDiffers(detail: string): void {
    this.alarms.raise('replica_digest_differs', { detail });
  }

  digestUnhealed(detail: string): void {
    this.alarms.raise('replica_digest_unhealed', { detail });
  }

  digestAgreesAgain(): void {
    this.alarms.clear('replica_digest_differs');
    this.alarms.clear('replica_digest_unhealed');
  }

  storeChanged(store: string): void {
    this.log.warn({ store }, 'another event store publishes now: everything known was dropped');
  }

  snapshotAltered(reason: string): void {
    this.alarms.raise('replica_snapshot_altered', { reason });
  }

  snapshotAgrees(): void {
    this.alarms.clear('replica_snapshot_altered');
  }

  snapshotNotWritten(reason: string): void {
    this.alarms.raise('replica_snapshot_not_written', { reason });
  }

  snapshotWritten(): void {
    this.alarms.clear('replica_snapshot_not_written');
  }
}
