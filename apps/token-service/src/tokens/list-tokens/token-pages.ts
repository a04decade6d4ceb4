import { Injectable } from '@nestjs/common';
import type { ApiToken } from '../read-model/api-token.js';
import { BoundValues } from '../read-model/bound-values.js';
import { shownColumns, type ShownRow, shownToken } from '../read-model/shown-token.js';
import { conditionOf, type TokenFilter, TOKENS } from '../read-model/token-conditions.js';
import { TokenSearches } from '../read-model/token-searches.js';
import type { TokenOrder, TokenPlace } from './token-order.js';

/** Tokens in an order, page by page. */
@Injectable()
export class TokenPages {
  constructor(private readonly searches: TokenSearches) {}

  /**
   * Up to `count` of the tokens that the filter leaves, those behind the place. One statement, so filter, order and status
   * are of one moment. The page is found on the tokens' own rows; only what is on it is joined with all that is shown.
   */
  async read(filter: TokenFilter, order: TokenOrder, after: TokenPlace | undefined, count: number): Promise<ApiToken[]> {
    const bound = new BoundValues();
    const condition = [conditionOf(filter, bound), ...(after === undefined ? [] : [isBehind(after, order, bound)])].join(' AND ');
    const { expression, direction } = order;
    const { dataSource } = this.searches;
    const rows = await this.searches.query<ShownRow>(
      `SELECT ${shownColumns(dataSource)}
       FROM (SELECT token.id, ${expression} AS place FROM ${TOKENS} WHERE ${condition}
             ORDER BY ${expression} ${direction}, token.id COLLATE "C" ${direction} LIMIT ${bound.bind(count, 'int')}) AS page
       JOIN api_token_view AS token ON token.id = page.id
       ORDER BY page.place ${direction}, page.id COLLATE "C" ${direction}`,
      bound.values,
    );
    return rows.map((row) => shownToken(dataSource, row));
  }
}

function isBehind({ value, id }: TokenPlace, { expression, type, direction }: TokenOrder, bound: BoundValues): string {
  const behind = direction === 'ASC' ? '>' : '<';
  return `(${expression}, token.id COLLATE "C") ${behind} (${bound.bind(value, type)}, ${bound.bind(id, 'text')})`;
}
