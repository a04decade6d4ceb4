import { Inject, Injectable } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { toTimestamp } from '@portcullis/token';
import { DataSource } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { readTotals } from '../show-usage/read-totals.js';
import { keptFromMs } from '../upkeep/detail-days.js';
import type { DryRunReport, RefusedUse } from './dry-run-report.js';
import { judgeUses, type Narrowing } from './judge-uses.js';
import { readUses } from './recorded-use.js';

const MOST_SHOWN = 100;

/** What a change would have refused, had it been made before: so that nobody finds out by an outage. */
@Injectable()
export class DryRun {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** undefined: the workspace has no such token. Changes nothing. */
  async ofChange(workspaceId: string, tokenId: string, wish: Narrowing): Promise<DryRunReport | undefined> {
    const keptFrom = new Date(keptFromMs(this.clock.wallMs(), this.configuration));
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const query = queryOf(manager);
      const totals = await readTotals(query, { workspaceId, tokenId });
      if (totals === undefined) return undefined;
      const { uses, further } = await readUses(query, tokenId, keptFrom);
      const { refused, unknown } = judgeUses(uses, wish);
      const notJudged = unknown + further.calls;
      return {
        keptFrom: toTimestamp(keptFrom.getTime()),
        complete: further.uses === 0 && totals.withoutDetail.accepted === 0,
        accepted: callsOf(uses) + further.calls,
        refused: { scope: callsOf(because(refused, 'scope')), address: callsOf(because(refused, 'address')) },
        refusedAtMost: callsOf(refused) + notJudged + totals.withoutDetail.accepted,
        unknown: notJudged,
        withoutDetail: totals.withoutDetail.accepted,
        uses: refused.slice(0, MOST_SHOWN),
      };
    });
  }
}

const because = (uses: readonly RefusedUse[], reason: RefusedUse['because']): readonly RefusedUse[] => uses.filter((use) => use.because === reason);
const callsOf = (uses: readonly { readonly calls: number }[]): number => uses.reduce((sum, { calls }) => sum + calls, 0);
