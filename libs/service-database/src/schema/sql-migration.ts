import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationList } from './database-schema.js';

type MigrationClass = new () => MigrationInterface;

/** TypeORM orders migrations by the last 13 digits of their names; these leave each capability room for 10^9 steps. */
const FIRST_NUMBER = 1_000_000_000_000;
const STEPS_PER_CAPABILITY = 1_000_000_000;

/**
 * Wraps SQL steps as TypeORM migrations. A step's place follows from its list and its index alone, so lists may only
 * grow at their ends, and a list's place among the others may never change.
 */
export function toTypeOrmMigrations(lists: readonly MigrationList[]): MigrationClass[] {
  return lists.flatMap(({ capability, migrations }, listIndex) =>
    migrations.map(({ name, sql }, index) => {
      const number = FIRST_NUMBER + listIndex * STEPS_PER_CAPABILITY + index;
      return migrationClass([...(capability === undefined ? [] : [capability]), name, number].join('/'), sql);
    }),
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
