import { Inject, Injectable } from '@nestjs/common';
import { queryOf, type Query } from '@portcullis/service-database';
import { type Clock, CLOCK, validationFailed } from '@portcullis/service-kit';
import { toTimestamp } from '@portcullis/token';
import { DataSource } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { keptFromMs } from '../upkeep/detail-days.js';
import { readDetail, type UsageOf } from './read-detail.js';
import { readTokens } from './read-tokens.js';
import { readTotals } from './read-totals.js';
import { spanOf, spanSince, TOO_LONG, type UsageQuery } from './usage.query.js';
import type { TokenUsageReport, UsageDetailReport, WorkspaceUsageReport } from './usage-report.js';

/** What was counted, each report as of one moment. */
@Injectable()
export class UsageReports {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** undefined: the workspace has no such token. */
  async ofToken(workspaceId: string, tokenId: string, asked: UsageQuery): Promise<TokenUsageReport | undefined> {
    const of: UsageOf = { workspaceId, tokenId };
    const read = this.reading(asked);
    return this.atOnce(async (query) => {
      const totals = await readTotals(query, of);
      return totals && { tokenId, totals, detail: await read(query, of) };
    });
  }

  /** All that a token did since a time, nothing of it left out that is kept; undefined: the workspace has no such token. */
  async since(workspaceId: string, tokenId: string, since: string | undefined): Promise<{ complete: boolean; detail: UsageDetailReport } | undefined> {
    const of: UsageOf = { workspaceId, tokenId };
    const nowMs = this.clock.wallMs();
    const span = spanSince(since ?? toTimestamp(nowMs), nowMs);
    const keptFrom = toTimestamp(keptFromMs(nowMs, this.configuration));
    return this.atOnce(async (query) => {
      const totals = await readTotals(query, of);
      if (totals === undefined) return undefined;
      const isAllKept = span.fromMs >= Date.parse(keptFrom) || (totals.firstUsedAt ?? keptFrom) >= keptFrom;
      return { complete: isAllKept && totals.withoutDetail.accepted === 0, detail: await readDetail(query, of, span, keptFrom) };
    });
  }

  async ofWorkspace(workspaceId: string, asked: UsageQuery): Promise<WorkspaceUsageReport> {
    const of: UsageOf = { workspaceId, tokenId: null };
    const read = this.reading(asked);
    return this.atOnce(async (query) => {
      const totals = await readTotals(query, of);
      const detail = await read(query, of);
      if (totals === undefined) throw new Error('totals of a workspace are one row');
      const span = { fromMs: Date.parse(detail.from), toMs: Date.parse(detail.to), step: detail.step };
      return { totals, detail: { ...detail, tokens: await readTokens(query, of, span, detail.calls) } };
    });
  }

  private reading(asked: UsageQuery): (query: Query, of: UsageOf) => Promise<TokenUsageReport['detail']> {
    const nowMs = this.clock.wallMs();
    const span = spanOf(asked, nowMs);
    if (span === undefined) throw validationFailed([{ pointer: '/from', message: TOO_LONG }]);
    const keptFrom = toTimestamp(keptFromMs(nowMs, this.configuration));
    return (query, of) => readDetail(query, of, span, keptFrom);
  }

  private atOnce<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', (manager) => work(queryOf(manager)));
  }
}
