import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PacedLoop } from '@portcullis/log';
import { ServiceLog } from '@portcullis/service-kit';
import { TokenTransaction } from '../tokens/token-transaction.js';
import { type LeakedSecret, LeakedSecrets } from './leaked-secrets.js';

const LONGEST_PAUSE_MS = 1_000;
const AT_ONCE = 500;

/** Who the events say it was: nobody is asked who reports a leak. */
const REPORTED_LEAK = { type: 'system', id: 'leak-report' } as const;
const LEAKED = 'leaked';

/**
 * Revokes what was reported: at once after a report, and every second what could not be revoked before, or was left by a
 * process that died. Instances do not divide it among themselves: to revoke twice changes nothing.
 */
@Injectable()
export class LeakRevocation implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: PacedLoop | undefined;
  private isStopping = false;

  constructor(
    private readonly secrets: LeakedSecrets,
    private readonly transaction: TokenTransaction,
    private readonly log: ServiceLog,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(LONGEST_PAUSE_MS, () => this.revokeAll());
  }

  /** Resolves once the token under way is revoked; the others are left to the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.loop?.stop();
  }

  /** There is something to do. */
  poke(): void {
    this.loop?.poke();
  }

  private async revokeAll(): Promise<void> {
    try {
      let some: readonly LeakedSecret[] = [];
      do {
        some = await this.secrets.next(some.at(-1)?.hash, AT_ONCE);
        await this.revokeSome(some);
      } while (some.length === AT_ONCE && !this.isStopping);
    } catch (error) {
      this.log.warn({ err: error }, 'reported leaks could not be acted upon now');
    }
  }

  private async revokeSome(some: readonly LeakedSecret[]): Promise<void> {
    const done: Buffer[] = [];
    for (const secret of some) {
      if (this.isStopping) break;
      if (await this.revoke(secret)) done.push(secret.hash);
    }
    await this.secrets.forget(done);
  }

  /** One that fails is left for later, and keeps no other from its turn. @returns whether nothing is left to do */
  private async revoke(secret: LeakedSecret): Promise<boolean> {
    if (secret.token === null) return true;
    try {
      return await this.revokeToken(secret.token, secret.context);
    } catch (error) {
      this.log.warn({ err: error, ...secret.token }, 'a token that was reported as leaked could not be revoked now');
      return false;
    }
  }

  /** Whatever its status: one that is disabled may be enabled. */
  private async revokeToken(token: NonNullable<LeakedSecret['token']>, context: LeakedSecret['context']): Promise<boolean> {
    const target = { ...token, versions: undefined };
    const { outcome } = await this.transaction.change(target, { type: 'RevokeToken', reason: LEAKED }, { ...context, actor: REPORTED_LEAK });
    if (outcome === 'changed') this.log.warn({ ...token, requestId: context.requestId }, 'a token was reported as leaked, and is revoked');
    return outcome === 'changed' || outcome === 'unchanged';
  }
}
