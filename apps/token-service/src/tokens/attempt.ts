import type { DataSource, EntityManager } from 'typeorm';
import { transact, type Verdict } from './transact.js';

/** What a command does inside its transaction. */
export type Work<T> = (manager: EntityManager) => Promise<Verdict<T>>;

/** A lock was not to be had in time; nothing was changed. */
export interface Busy {
  readonly outcome: 'busy';
}

const LOCK_NOT_AVAILABLE = '55P03';

/** One transaction for a command. A conflict is tried once more: the second time it sees what the first lost to. */
export async function attempt<T extends { outcome: string }>(dataSource: DataSource, work: Work<T>): Promise<T | Busy> {
  const first = await once(dataSource, work);
  return first.outcome === 'conflict' ? once(dataSource, work) : first;
}

export function rollBack<T>(value: T): Verdict<T> {
  return { commit: false, value };
}

function once<T>(dataSource: DataSource, work: Work<T>): Promise<T | Busy> {
  return unlessBusy(() => transact(dataSource, work));
}

/** What the work says, or that a lock it needed was not to be had in time. */
export async function unlessBusy<T>(work: () => Promise<T>): Promise<T | Busy> {
  try {
    return await work();
  } catch (error) {
    if (isLockTimeout(error)) return { outcome: 'busy' };
    throw error;
  }
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
}
