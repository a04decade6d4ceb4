import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One numbered, forward-only step of the schema, in SQL; never edited after it landed. */
export interface SqlMigration {
  /** Unique within its list, as `001-identity`. */
  readonly name: string;
  /** One or more statements, run in one transaction. */
  readonly sql: string;
}

/** The migrations of one capability. The lists run in the order in which they are given, each from its first to its last. */
export interface MigrationList {
  readonly capability: string;
  readonly migrations: readonly SqlMigration[];
}

export type MigrationClass = new () => MigrationInterface;

/** TypeORM orders migrations by the last 13 digits of their names; these leave each capability room for 10^9 steps. */
const FIRST_NUMBER = 1_000_000_000_000;
const STEPS_PER_CAPABILITY = 1_000_000_000;

/**
 * Wraps SQL steps as TypeORM migrations. A step's place follows from its list and its index alone, so lists may only
 * grow at their ends, and a list's place among the others may never change.
 */
export function toTypeOrmMigrations(lists: readonly MigrationList[]): MigrationClass[] {
  return lists.flatMap(({ capability, migrations }, listIndex) =>
    migrations.map((migration, index) =>
      migrationClass(
        `${capability}/${migration.name}/${FIRST_NUMBER + listIndex * STEPS_PER_CAPABILITY + index}`,
        migration.sql,
      ),
    ),
  );
}

function migrationClass(name: string, sql: string): MigrationClass {
  return class implements MigrationInterface {
    readonly name = name;

    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(sql);
    }

    down(): Promise<void> {
      return Promise.reject(new Error(`${name}: migrations only go forward`));
    }
  };
}
