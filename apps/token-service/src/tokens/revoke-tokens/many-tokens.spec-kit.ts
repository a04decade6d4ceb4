import { randomBytes } from 'node:crypto';
import { append } from '@portcullis/event-store';
import { createId } from '@portcullis/service-kit';
import type { TestDatabase } from '@portcullis/testing';
import { createToken, decide, hashToken, type IssueToken, tokenPrefix } from '@portcullis/token';
import { nothingLoaded } from '../load-token.js';
import { stepsFrom, toAppend } from '../steps.js';
import type { LoggedIn } from '../token-service.spec-kit.js';

const AT_ONCE = 500;

/** Issues so many tokens as fast as the store takes them, and returns their ids. */
export async function issueMany(database: TestDatabase, owner: LoggedIn, count: number): Promise<string[]> {
  const commands = Array.from({ length: count }, () => issueCommand(owner));
  for (let at = 0; at < count; at += AT_ONCE) await issueAll(database, commands.slice(at, at + AT_ONCE), owner);
  return commands.map(({ tokenId }) => tokenId);
}

function issueCommand({ id, workspaceId }: LoggedIn): IssueToken {
  const token = createToken('live', randomBytes);
  return {
    type: 'IssueToken',
    tokenId: createId('tok_'),
    workspaceId,
    createdBy: id,
    kind: 'user',
    environment: 'live',
    name: 'One of many',
    description: null,
    metadata: {},
    prefix: tokenPrefix(token),
    secretHash: hashToken(token).toString('hex'),
    scopes: ['items:read'],
    grantable: ['items:read'],
    asking: null,
    allowedIps: [],
    notBefore: null,
    expiresAt: null,
  };
}

async function issueAll(database: TestDatabase, commands: readonly IssueToken[], owner: LoggedIn): Promise<void> {
  const now = new Date().toISOString();
  const steps = commands.flatMap((command) => {
    const decision = decide(command, nothingLoaded.state, now);
    if (!decision.ok) throw new Error(decision.refusal.code);
    return stepsFrom(nothingLoaded, decision.events);
  });
  await database.transaction(async (query) => {
    await query(
      `INSERT INTO api_token (id, workspace_id, kind, environment, created_by, name, metadata, prefix, scopes, allowed_ips, status, version)
       SELECT id, $2, 'user', 'live', $3, 'One of many', '{}', prefix, '{items:read}', '{}', 'enabled', 1
       FROM unnest($1::text[], $4::text[]) AS given (id, prefix)`,
      [commands.map(({ tokenId }) => tokenId), owner.workspaceId, owner.id, commands.map(({ prefix }) => prefix)],
    );
    await append(query, steps.map(toAppend), { actor: { type: 'user', id: owner.id }, requestId: 'req_many' });
  });
}
