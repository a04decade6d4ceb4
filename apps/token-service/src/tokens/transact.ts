import type { DataSource, EntityManager } from 'typeorm';

/** Whether the transaction is to stand, and what it says either way. */
export interface Verdict<T> {
  readonly commit: boolean;
  readonly value: T;
}

/** Runs the work in one transaction, at the database's READ COMMITTED; rolled back where the work says so, and where it throws. */
export async function transact<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<Verdict<T>>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const { commit, value } = await work(runner.manager);
    if (commit) await runner.commitTransaction();
    else await runner.rollbackTransaction();
    return value;
  } catch (error) {
    await rollBack();
    throw error;
  } finally {
    await runner.release();
  }

  /** Where the connection is what failed, the server has rolled back already. */
  async function rollBack(): Promise<void> {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
  }
}
