import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { plannedQueryOf } from '@portcullis/service-database';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Caller, SessionCaller } from '../../identity/authenticate-caller/caller.js';
import { sessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { noSuchToken } from '../answers/refusal-problems.js';
import { isTokenId } from '../input/token-id.js';

/**
 * Behind the gate: whoever has not the route's first permission was let in by the second, and reaches only the user tokens
 * that they issued. Who issued a token, and its kind, never change; so nothing can come between this look and the change.
 */
@Injectable()
export class OwnTokens implements CanActivate {
  constructor(private readonly dataSource: DataSource) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const { sessionCaller, params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: { readonly id?: string } }>>();
    const [everybodys] = sessionNeeds(context.getHandler()) ?? [];
    if (sessionCaller === undefined || (everybodys !== undefined && sessionCaller.permissions.includes(everybodys))) return true;
    // What cannot be a token's id is answered by the route; a route without one narrows itself by `ownOnly`.
    if (params.id === undefined || !isTokenId(params.id) || (await this.isOwn(sessionCaller, params.id))) return true;
    throw noSuchToken();
  }

  private async isOwn({ workspaceId, userId }: SessionCaller, tokenId: string): Promise<boolean> {
    const rows = await plannedQueryOf(this.dataSource.manager)(
      `SELECT id FROM api_token WHERE id = $1 AND workspace_id = $2 AND created_by = $3 AND kind = 'user'`,
      [tokenId, workspaceId, userId],
    );
    return rows.length > 0;
  }
}

/** The user whose own user tokens are all that this caller sees; undefined: every token of the workspace. */
export function ownOnly(caller: Caller): string | undefined {
  return caller.via === 'session' && !caller.permissions.includes('apiAccessView') ? caller.userId : undefined;
}
