import type { DataSource } from 'typeorm';
import { type ApiToken, toApiToken } from './api-token.js';
import { ApiTokenView } from './api-token-view.entity.js';
import { NOW } from './status-conditions.js';

/** A row of `shownColumns`. */
export interface ShownRow extends Readonly<Record<string, unknown>> {
  readonly now: Date;
}

/** SQL: what is read of the view, called `token`, to show one; and the time at which it is so. */
export function shownColumns(dataSource: DataSource): string {
  const { columns } = dataSource.getMetadata(ApiTokenView);
  return [...columns.map(({ databaseName, propertyName }) => `token.${databaseName} AS "${propertyName}"`), `${NOW} AS now`].join(', ');
}

/** By hand, as TypeORM's own queries over the view take ten times as long to plan as to run. */
export function shownToken(dataSource: DataSource, row: ShownRow): ApiToken {
  const token = new ApiTokenView();
  for (const column of dataSource.getMetadata(ApiTokenView).columns) {
    column.setEntityValue(token, dataSource.driver.prepareHydratedValue(row[column.propertyName], column));
  }
  return toApiToken(token, row.now.toISOString());
}
