import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { WorkspaceRow } from './workspace-row.js';

/**
 * A query for rows of one workspace. Its first condition is the workspace and nothing here can take it away: further
 * conditions are bracketed and joined by AND, and what is joined comes by references that hold the workspace as well.
 */
export class WorkspaceQuery<Row extends WorkspaceRow> {
  constructor(
    private readonly builder: SelectQueryBuilder<Row>,
    readonly workspaceId: string,
  ) {
    builder.where(`${builder.alias}.workspaceId = :workspaceId`);
  }

  /** What conditions and orders call the row. */
  get alias(): string {
    return this.builder.alias;
  }

  /**
   * @param condition SQL over properties, as `item.status = :status`; `:workspaceId` is there for the rows of
   *   subqueries, which have to name it themselves.
   */
  and(condition: string, parameters: ObjectLiteral = {}): this {
    this.builder.andWhere(`(${condition})`, parameters);
    return this;
  }

  /** Loads a referenced row with each row, under the property's own name: of it the id and what is asked for. */
  with(property: string, wanted: readonly string[]): this {
    const columns = ['workspaceId', 'id', ...wanted].map((column) => `${property}.${column}`);
    this.builder.leftJoin(`${this.builder.alias}.${property}`, property).addSelect(columns);
    return this;
  }

  /** Called again, it says what decides between equals. `expression`: a property or SQL over properties. */
  orderBy(expression: string, direction: 'ASC' | 'DESC' = 'ASC'): this {
    this.builder.addOrderBy(expression, direction);
    return this;
  }

  atMost(rows: number): this {
    this.builder.limit(rows);
    return this;
  }

  async rows(): Promise<Row[]> {
    // Set last, so that no condition's parameters can stand in its place.
    return this.builder.setParameter('workspaceId', this.workspaceId).getMany();
  }

  async first(): Promise<Row | undefined> {
    const [row] = await this.atMost(1).rows();
    return row;
  }
}
