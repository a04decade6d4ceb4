import type { Actor, Query } from '@portcullis/event-store';
import type { Scope } from '@portcullis/scopes';
import type { Granting, IssuedToken, TokenKind } from '@portcullis/token';
import { grantOf, type Grantor, lockGrantors } from '../../identity/accounts/grant.js';
import { permissionsOf } from '../../identity/accounts/role.js';

interface Target {
  readonly workspaceId: string;
  readonly tokenId: string;
}

/** What of a token never changes, and so need not be locked to be asked. */
interface Belonging {
  readonly id: string;
  readonly kind: TokenKind;
  readonly userId: string;
}

type Open = Pick<IssuedToken, 'status' | 'scopes'>;

/** Whoever a change that may open a token depends on, as they are now and until the transaction ends. */
export interface ThoseInvolved {
  readonly target: Belonging;
  /** The token that asks; undefined: none does, or it is gone. */
  readonly asking: (Belonging & Open) | undefined;
  /** Of the user whose token the target is and the user who asks, those who are active. */
  readonly users: ReadonlyMap<string, Grantor>;
}

/**
 * Locks the user whose token it is and the user who asks, then the token and the token that asks; each two in id order, and
 * users before tokens, as whoever suspends a user does. Undefined where the workspace has no such token.
 */
export async function lockThoseInvolved(query: Query, { workspaceId, tokenId }: Target, actor: Actor): Promise<ThoseInvolved | undefined> {
  const found = await belongingsOf(query, workspaceId, actor.type === 'token' ? [tokenId, actor.id] : [tokenId]);
  const target = found.find(({ id }) => id === tokenId);
  return target && lockInvolved(query, workspaceId, { target, asking: found.find(({ id }) => id === actor.id), lockedIds: found.map(({ id }) => id) }, actor);
}

/** The same for a token that is about to be issued: nobody else can know it yet. */
export async function lockThoseIssuing(query: Query, workspaceId: string, target: Belonging, actor: Actor): Promise<ThoseInvolved> {
  const found = actor.type === 'token' ? await belongingsOf(query, workspaceId, [actor.id]) : [];
  return lockInvolved(query, workspaceId, { target, asking: found[0], lockedIds: found.map(({ id }) => id) }, actor);
}

function belongingsOf(query: Query, workspaceId: string, tokenIds: readonly string[]): Promise<Belonging[]> {
  return query<Belonging>('SELECT id, kind, created_by AS "userId" FROM api_token WHERE workspace_id = $1 AND id = ANY ($2::text[])', [workspaceId, tokenIds]);
}

interface Involved {
  readonly target: Belonging;
  readonly asking: Belonging | undefined;
  readonly lockedIds: readonly string[];
}

async function lockInvolved(query: Query, workspaceId: string, { target, asking, lockedIds }: Involved, actor: Actor): Promise<ThoseInvolved> {
  const ofUsers = [target, asking].flatMap((one) => (one?.kind === 'user' ? [one.userId] : []));
  const userIds = actor.type === 'user' ? [...ofUsers, actor.id] : ofUsers;
  const users = userIds.length === 0 ? new Map<string, Grantor>() : await lockGrantors(query, workspaceId, userIds);
  const rows = lockedIds.length === 0 ? [] : await lockTokens(query, lockedIds);
  const row = rows.find(({ id }) => id === asking?.id);
  return { target, asking: asking && row && { ...asking, ...row }, users };
}

function lockTokens(query: Query, ids: readonly string[]): Promise<(Open & { readonly id: string })[]> {
  return query('SELECT id, status, scopes FROM api_token WHERE id = ANY ($1::text[]) ORDER BY id FOR NO KEY UPDATE', [ids]);
}

/** What the user whose token it is may grant; null: the user is not active; undefined: it is nobody's. */
export function grantOfUser({ target: { kind, userId }, users }: ThoseInvolved): readonly Scope[] | null | undefined {
  if (kind !== 'user') return undefined;
  const grantor = users.get(userId);
  return grantor ? grantOf(grantor) : null;
}

/**
 * Of what whoever asks could pass on when the gate let them in, what they still can; undefined where they would not be let in
 * any more: suspended, demoted, revoked or narrowed since.
 */
export function stillGrantable(granting: Granting, involved: ThoseInvolved, actor: Actor): readonly Scope[] | undefined {
  const now = actor.type === 'user' ? grantOfPerson(involved, actor.id) : actor.type === 'token' ? grantOfToken(involved) : granting.grantable;
  return now && granting.grantable.filter((scope) => now.includes(scope));
}

function grantOfPerson({ target, users }: ThoseInvolved, userId: string): readonly Scope[] | undefined {
  const person = users.get(userId);
  if (!person) return undefined;
  const permissions = permissionsOf(person.role);
  const isOwn = target.kind === 'user' && target.userId === userId;
  return permissions.includes('apiAccessManage') || (isOwn && permissions.includes('apiAccessCreate')) ? grantOf(person) : undefined;
}

function grantOfToken({ asking, users }: ThoseInvolved): readonly Scope[] | undefined {
  if (asking?.status !== 'enabled') return undefined;
  const grantor = users.get(asking.userId);
  const most = asking.kind === 'workspace' ? asking.scopes : grantor ? grantOf(grantor) : [];
  const scopes = asking.scopes.filter((scope) => most.includes(scope));
  return scopes.includes('api_token:manage') ? scopes : undefined;
}
