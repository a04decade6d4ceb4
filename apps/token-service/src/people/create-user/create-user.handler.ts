import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { append } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import { createId } from '@portcullis/service-kit';
import { DataSource, type EntityManager } from 'typeorm';
import { userEvent } from '../../identity/user-events/user-stream.js';
import { generatePassword } from '../../identity/passwords/generated-password.js';
import { hashPassword } from '../../identity/passwords/password-hash.js';
import { attempt, rollBack } from '../../tokens/attempt.js';
import { findPerson } from '../changes/person.js';
import { refuseUserChange } from '../changes/user-rules.js';
import { listOf } from '../input/user-body.js';
import { CreateUser, type CreateUserOutcome } from './create-user.command.js';

@CommandHandler(CreateUser)
export class CreateUserHandler implements ICommandHandler<CreateUser> {
  constructor(private readonly dataSource: DataSource) {}

  async execute(command: CreateUser): Promise<CreateUserOutcome> {
    const password = generatePassword();
    const passwordHash = await hashPassword(password);
    return attempt<CreateUserOutcome>(this.dataSource, async (manager) => {
      const query = queryOf(manager);
      // The workspace's people are changed one at a time: who asks is still who they were.
      await query('SELECT FROM workspace WHERE id = $1 FOR NO KEY UPDATE', [command.workspaceId]);
      const { role } = command.body;
      const grantableScopes = listOf(command.body) ?? null;
      const actor = await findPerson(query, command.workspaceId, command.actorId);
      const after = { role, grantableScopes, status: 'active', mustChangePassword: true } as const;
      const refusal = actor ? refuseUserChange({ actor, before: null, after, otherOwners: 1 }) : ({ code: 'role_not_sufficient' } as const);
      if (refusal) return rollBack({ outcome: 'refused', refusal });
      const id = createId('usr_');
      if (!(await insertUser(manager, id, command, passwordHash))) return rollBack({ outcome: 'email_taken' });
      const person = await findPerson(query, command.workspaceId, id);
      if (!person) throw new Error('a user that was just made is not there');
      const event = userEvent({ ...person, version: 0 }, { type: 'UserCreated', role, grantableScopes });
      const appended = await append(query, [event], command.context);
      if (appended.outcome === 'conflict') return rollBack({ outcome: 'conflict' });
      return { commit: true, value: { outcome: 'created', person, password } };
    });
  }
}

/** False where the email is somebody's. */
async function insertUser(manager: EntityManager, id: string, { workspaceId, body }: CreateUser, passwordHash: string): Promise<boolean> {
  const { email, role } = body;
  const rows = await queryOf(manager)(
    `INSERT INTO app_user (id, workspace_id, email, password_hash, role, grantable_scopes, must_change_password, version)
     VALUES ($1, $2, $3, $4, $5, $6, true, 1) ON CONFLICT DO NOTHING RETURNING id`,
    [id, workspaceId, email, passwordHash, role, listOf(body) ?? null],
  );
  return rows.length > 0;
}
