import { randomBytes } from 'node:crypto';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '@portcullis/service-kit';
import type { TestDatabase } from '@portcullis/testing';
import { createToken, hashToken, type Principal } from '@portcullis/token';
import { CurrentPrincipal, NestAuthModule, ReplicaModule, RequireScopes, TokenReplica } from '../index.js';

export const SERVICE = 'drop-in-test';
export const BOUND_MS = 20_000;
/** Opens the items once the message below is known. */
export const token = createToken('live', (size) => randomBytes(size));
export const issued = {
  schema: 1,
  version: 1,
  type: 'TokenIssued',
  state: {
    workspaceId: 'wsp_1',
    kind: 'workspace',
    environment: 'live',
    status: 'enabled',
    secrets: [{ hash: hashToken(token).toString('hex'), validUntil: null }],
    scopes: ['items:read'],
    allowedIps: [],
    notBefore: null,
    expiresAt: null,
  },
};

@Controller('items')
class ItemsController {
  @Get()
  @RequireScopes('items:read')
  list(@CurrentPrincipal() { workspaceId }: Principal): object {
    return { workspaceId };
  }
}

interface DropIn {
  readonly log: TestDatabase;
  /** Where it keeps its copy; left out, it keeps none. */
  readonly snapshot?: string;
  readonly onLogLine?: (line: string) => void;
}

/** A service as a team writes it, with one route behind the guard, on a replica of its own. */
export async function serveDropIn({ log, snapshot, onLogLine }: DropIn): Promise<NestFastifyApplication> {
  const replica = ReplicaModule.forRoot({
    service: SERVICE,
    log: { kind: 'embedded', connectionString: log.connectionString },
    environment: 'live',
    maxStalenessMs: BOUND_MS,
    ...(snapshot === undefined ? {} : { snapshot: { connectionString: snapshot } }),
  });
  @Module({ imports: [NestAuthModule.forRoot({ checker: { useExisting: TokenReplica }, imports: [replica] })], controllers: [ItemsController] })
  class DropInService {}
  const logging = onLogLine === undefined ? { logLevel: 'silent' as const } : { logDestination: { write: onLogLine } };
  const app = await createService({ module: DropInService, name: SERVICE, ...logging });
  await app.listen(0, '127.0.0.1');
  return app;
}

export async function listItems(url: string): Promise<Response> {
  return fetch(`${url}/items`, { headers: { authorization: `Bearer ${token}` } });
}
