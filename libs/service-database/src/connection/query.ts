import { type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';

/** The rows of one statement of hand-written SQL; the shape in which libraries of SQL take a connection. */
export type Query = <R extends object>(sql: string, params?: readonly unknown[]) => Promise<R[]>;

/**
 * Hand-written SQL on TypeORM's connections: inside the transaction of an entity manager that is in one, else on any
 * connection of the pool. Rows come back the same for every statement, and a failure is the driver's own error:
 * TypeORM's wrapper carries the parameters, which may be secret.
 */
export function queryOf(manager: EntityManager): Query {
  return async <R extends object>(sql: string, params: readonly unknown[] = []) => {
    if (manager.queryRunner) return run<R>(manager.queryRunner, sql, params);
    const runner = manager.dataSource.createQueryRunner();
    try {
      return await run<R>(runner, sql, params);
    } finally {
      await runner.release();
    }
  };
}

async function run<R extends object>(runner: QueryRunner, sql: string, params: readonly unknown[]): Promise<R[]> {
  try {
    const result = await runner.query(sql, [...params], true);
    return result.records as R[];
  } catch (error) {
    if (error instanceof QueryFailedError) throw error.driverError;
    throw error;
  }
}
