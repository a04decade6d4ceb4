export interface VersionConflict {
  readonly outcome: 'conflict';
  readonly stream: string;
  readonly expectedVersion: number;
  readonly actualVersion: number;
}

/** The condition that append_events raises; a code of our own, as PostgreSQL leaves the class V to others. */
const VERSION_CONFLICT = 'VC001';

/** The conflict that an error of the database tells of, from pg itself or as TypeORM wraps it. */
export function versionConflict(error: unknown): VersionConflict | undefined {
  const { code, detail } = databaseError(error);
  if (code !== VERSION_CONFLICT || typeof detail !== 'string') return undefined;
  return { outcome: 'conflict', ...(JSON.parse(detail) as Omit<VersionConflict, 'outcome'>) };
}

interface DatabaseError {
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly driverError?: unknown;
}

function databaseError(error: unknown): DatabaseError {
  if (typeof error !== 'object' || error === null) return {};
  const { driverError } = error as DatabaseError;
  return driverError === undefined ? error : databaseError(driverError);
}
