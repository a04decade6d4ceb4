import { describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { toTypeOrmMigrations } from './sql-migration.js';

const step = (name: string) => ({ name, sql: `-- ${name}` });
const namesOf = (lists: Parameters<typeof toTypeOrmMigrations>[0]): (string | undefined)[] =>
  toTypeOrmMigrations(lists).map((Migration) => new Migration().name);

describe('SQL steps as TypeORM migrations', () => {
  it('end in 13 digits that order them by list, then by step', () => {
    const names = namesOf([
      { capability: 'one', migrations: [step('001'), step('002')] },
      { capability: 'two', migrations: [step('001')] },
    ]);
    expect(names).toEqual(['one/001/1000000000000', 'one/002/1000000000001', 'two/001/1001000000000']);
  });

  it('are named without a capability where there is one list', () => {
    expect(namesOf([{ migrations: [step('001'), step('002')] }])).toEqual(['001/1000000000000', '002/1000000000001']);
  });

  it('keep their names when lists grow at their ends', () => {
    const before = namesOf([{ capability: 'one', migrations: [step('001')] }, { capability: 'two', migrations: [step('001')] }]);
    const after = namesOf([
      { capability: 'one', migrations: [step('001'), step('002')] },
      { capability: 'two', migrations: [step('001'), step('002')] },
      { capability: 'three', migrations: [step('001')] },
    ]);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('never go back', async () => {
    const [Migration] = toTypeOrmMigrations([{ capability: 'one', migrations: [step('001')] }]);
    if (!Migration) throw new Error('no migration');
    await expect(new Migration().down({} as QueryRunner)).rejects.toThrow('only go forward');
  });
});
