import type { PoolClient } from 'pg';
import { type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';

/** The rows of one statement of hand-written SQL; the shape in which libraries of SQL take a connection. */
export type Query = <R extends object>(sql: string, params?: readonly unknown[]) => Promise<R[]>;

/**
 * Hand-written SQL on TypeORM's connections: inside the transaction of an entity manager that is in one, else on any
 * connection of the pool. Rows come back the same for every statement, and a failure is the driver's own error:
 * TypeORM's wrapper carries the parameters, which may be secret.
 */
export function queryOf(manager: EntityManager): Query {
  return <R extends object>(sql: string, params: readonly unknown[] = []) => onRunner(manager, (runner) => run<R>(runner, sql, params));
}

const names = new Map<string, string>();

/**
 * The same, for statements that are asked again and again: each connection parses and plans one once, which for a
 * look-up by key takes longer than to run it. For texts that never change: a connection keeps what it has planned.
 */
export function plannedQueryOf(manager: EntityManager): Query {
  return <R extends object>(sql: string, params: readonly unknown[] = []) => onRunner(manager, (runner) => runPlanned<R>(runner, sql, params));
}

async function onRunner<T>(manager: EntityManager, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  if (manager.queryRunner) return work(manager.queryRunner);
  const runner = manager.dataSource.createQueryRunner();
  try {
    return await work(runner);
  } finally {
    await runner.release();
  }
}

async function runPlanned<R extends object>(runner: QueryRunner, sql: string, params: readonly unknown[]): Promise<R[]> {
  const name = names.get(sql) ?? `planned_${names.size}`;
  names.set(sql, name);
  // TypeORM has no word for a statement's name; what it gives here is pg's own connection.
  const connection = (await runner.connect()) as PoolClient;
  const { rows } = await connection.query<R>({ name, text: sql, values: [...params] });
  return rows;
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
