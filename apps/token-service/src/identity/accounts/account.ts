import type { EntityManager } from 'typeorm';
import { AppUser } from './app-user.entity.js';

/** The user with this email in any case, with password hash and workspace; null where there is none, or only one who was removed. */
export function findAccount(manager: EntityManager, email: string): Promise<AppUser | null> {
  return manager
    .createQueryBuilder(AppUser, 'user')
    .addSelect('user.passwordHash')
    .innerJoinAndSelect('user.workspace', 'workspace')
    .where(`user.emailKey = :key AND user.status <> 'removed'`, { key: email.toLowerCase() })
    .getOne();
}
