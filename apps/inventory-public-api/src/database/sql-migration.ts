import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from './migrations/index.js';

/** TypeORM orders migrations by the last 13 digits of their names. */
const FIRST_NUMBER = 1_000_000_000_000;

/** The numbered SQL steps as TypeORM takes them. */
export function typeOrmMigrations(): (new () => MigrationInterface)[] {
  return migrations.map(({ name, sql }, index) => migrationClass(`${name}/${FIRST_NUMBER + index}`, sql));
}

function migrationClass(name: string, sql: string): new () => MigrationInterface {
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
