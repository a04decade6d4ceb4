import { Inject, Injectable } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { UsageReports } from '../show-usage/usage-reports.js';
import { keptFromMs } from '../upkeep/detail-days.js';
import type { TokenExposure } from './exposure-answer.js';
import { readClosings } from './read-exposure.js';

/** What tokens did, and may have done, when they should not. */
@Injectable()
export class Exposure {
  constructor(
    private readonly dataSource: DataSource,
    private readonly usage: UsageReports,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** undefined: the workspace has no such token. */
  async ofToken(workspaceId: string, tokenId: string, since: string | undefined): Promise<TokenExposure | undefined> {
    const use = await this.usage.since(workspaceId, tokenId, since);
    if (use === undefined) return undefined;
    const keptFrom = new Date(keptFromMs(this.clock.wallMs(), this.configuration));
    return { tokenId, ...(await readClosings(queryOf(this.dataSource.manager), tokenId, keptFrom)), since: since === undefined ? null : { ...use, since } };
  }
}
