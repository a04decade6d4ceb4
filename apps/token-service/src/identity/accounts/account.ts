import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** The user with this email in any case, with password hash and workspace; null where there is none, or only one who was removed. */
export function findAccount(manager: EntityManager, email: string): Promise<AppUser | null> {
  return accounts(manager).andWhere('user.emailKey = :key', { key: email.toLowerCase() }).getOne();
}

/** The user of a session, with password hash and workspace; null where they were removed since, whoever has their email now. */
export function findAccountOf(manager: EntityManager, userId: string): Promise<AppUser | null> {
  return accounts(manager).andWhere('user.id = :userId', { userId }).getOne();
}

function accounts(manager: EntityManager): SelectQueryBuilder<AppUser> {
  return manager
    .createQueryBuilder(AppUser, 'user')
    .addSelect('user.passwordHash')
    .innerJoinAndSelect('user.workspace', 'workspace')
    .where(`user.status <> 'removed'`);
}
