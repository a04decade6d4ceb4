import { Injectable } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { DataSource } from 'typeorm';
import { ConcurrencyLimit } from '../../database/concurrency-limit.js';

/** Of the pool's connections; the others are for changes, above all for revocations. */
const AT_ONCE = 4;

/**
 * Queries that may read all tokens of a workspace, such as for a filter that hardly any of them passes: a second for some
 * 150,000. However many are asked for, few of them run; the others wait in the order they came.
 */
@Injectable()
export class TokenSearches {
  private readonly limit = new ConcurrencyLimit(AT_ONCE);

  constructor(readonly dataSource: DataSource) {}

  query<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    return this.limit.run(() => queryOf(this.dataSource.manager)<Row>(sql, values));
  }
}
