import { Injectable } from '@nestjs/common';
import type { EffectiveStatus } from '@portcullis/token';
import { BoundValues } from '../read-model/bound-values.js';
import { EFFECTIVE_STATUSES, statusConditions } from '../read-model/status-conditions.js';
import { conditionOf, type TokenFilter, TOKENS } from '../read-model/token-conditions.js';
import { TokenSearches } from '../read-model/token-searches.js';

/** More are not looked at: what a request costs does not grow with the workspace. */
const MAX_COUNTED = 100_000;

export interface TokenCounts {
  readonly byStatus: Readonly<Record<EffectiveStatus, number>>;
  /** Whether all of the workspace's tokens were looked at, not only its newest. */
  readonly isComplete: boolean;
}

const COUNTS = EFFECTIVE_STATUSES.map((status) => `count(*) FILTER (WHERE ${statusConditions[status]})::int AS ${status}`).join(', ');

/** How many tokens there are of each status. */
@Injectable()
export class CountedTokens {
  constructor(private readonly searches: TokenSearches) {}

  /** Reads each of the newest tokens once, up to `atMost` of them. */
  async count(filter: TokenFilter, atMost = MAX_COUNTED): Promise<TokenCounts> {
    const bound = new BoundValues();
    const workspace = bound.bind(filter.workspaceId, 'text');
    const most = bound.bind(atMost, 'int');
    // The newest of those that are too many: a walk along the index alone, and no sorting of what is counted.
    const [row] = await this.searches.query<Record<EffectiveStatus, number> & { more: boolean }>(
      `WITH beyond AS (SELECT created_at, id FROM api_token WHERE workspace_id = ${workspace}
                       ORDER BY created_at DESC, id COLLATE "C" DESC OFFSET ${most} LIMIT 1)
       SELECT ${COUNTS}, EXISTS (SELECT FROM beyond) AS more FROM ${TOKENS}
       WHERE ${conditionOf(filter, bound)} AND (token.created_at, token.id COLLATE "C")
         > (coalesce((SELECT created_at FROM beyond), '-infinity'), coalesce((SELECT id FROM beyond), ''))`,
      bound.values,
    );
    if (row === undefined) throw new Error('an aggregate has one row');
    const { more, ...byStatus } = row;
    return { byStatus, isComplete: !more };
  }
}
