import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { plannedQueryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { SessionCaller } from '../../identity/authenticate-caller/caller.js';
import { requireConfirmation } from '../../identity/authenticate-caller/require-confirmation.js';
import { isTokenId } from '../input/token-id.js';

/** Who ends another's user token, or its secret, says the password again where the other is an owner. */
@Injectable()
export class OwnersTokenConfirmed implements CanActivate {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const { sessionCaller, params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: { readonly id?: string } }>>();
    const { id } = params;
    // Who may change only what they issued is told nothing here of another's.
    if (sessionCaller?.permissions.includes('apiAccessManage') && id !== undefined && isTokenId(id) && (await this.isAnothersAndAnOwners(sessionCaller, id))) {
      requireConfirmation(sessionCaller, this.clock);
    }
    return true;
  }

  private async isAnothersAndAnOwners({ workspaceId, userId }: SessionCaller, tokenId: string): Promise<boolean> {
    const rows = await plannedQueryOf(this.dataSource.manager)(
      `SELECT token.id FROM api_token AS token JOIN app_user AS issuer ON issuer.id = token.created_by
       WHERE token.id = $1 AND token.workspace_id = $2 AND token.kind = 'user' AND issuer.role = 'owner' AND issuer.id <> $3`,
      [tokenId, workspaceId, userId],
    );
    return rows.length > 0;
  }
}
