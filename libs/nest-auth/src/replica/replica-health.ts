import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HealthPart, HealthRegistry } from '@portcullis/service-kit';
import { TokenReplica } from '@portcullis/token-replica';

/** Stale: every bearer request gets 503 for now. Ready: fresh once. */
@Injectable()
export class ReplicaHealth implements HealthPart, OnModuleInit {
  readonly name = 'replica';

  constructor(
    private readonly replica: TokenReplica,
    private readonly registry: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  health(): { status: 'ok' | 'stale'; details: object } {
    const status = this.replica.status();
    return { status: status.fresh ? 'ok' : 'stale', details: status };
  }

  ready(): boolean {
    return this.replica.hasBeenFresh();
  }
}
