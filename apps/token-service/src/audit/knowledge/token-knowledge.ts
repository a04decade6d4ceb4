import { type Fact, factsOf, parseFacts, type Query } from '@portcullis/event-store';
import { effectiveStatus, evolve, noToken, type Timestamp, type TokenState } from '@portcullis/token';
import { z } from 'zod';
import { type BootKnowledge, knowledgeAt } from '../../publication/boots/replica-knowledge.js';
import { EFFECTIVE_STATUSES } from '../../tokens/read-model/status-conditions.js';
import { fromStored } from '../../tokens/stored-event.js';

const time = z.iso.datetime({ precision: 3 });
const status = z.enum(EFFECTIVE_STATUSES);

/** What each replica knew of a token at an instant. */
export const tokenKnowledgeSchema = z
  .strictObject({
    object: z.literal('api_token_knowledge'),
    id: z.string(),
    at: time,
    committed: z
      .strictObject({
        position: z.int().meta({ description: 'Newest position in the whole store.' }),
        version: z.int(),
        status,
      })
      .meta({ description: 'The token as it was committed then.' }),
    replicas: z
      .array(
        z.strictObject({
          service: z.string(),
          boot: z.string(),
          boundMs: z.int().meta({ description: 'How old its knowledge may become before it refuses.' }),
          appliedPosition: z.int().nullable().meta({ description: 'The highest it was recorded to have told by then; it may have applied more. Null: nothing is recorded.' }),
          toldAt: time.nullable().meta({ description: 'When that was recorded.' }),
          version: z.int().nullable().meta({ description: 'The token’s at that position; 0: not issued yet. Null: not known.' }),
          status: status.nullable().meta({ description: 'What that version was at the time asked for; null: not issued yet, or not known.' }),
          differs: z.boolean().nullable().meta({ description: 'Whether it had told less of the token than was committed; null: not known.' }),
        }),
      )
      .meta({ description: 'Every boot that was admitted by then and not gone, by service and boot.' }),
  })
  .meta({ id: 'ApiTokenKnowledge' });

export type TokenKnowledge = z.output<typeof tokenKnowledgeSchema>;

/** What was committed of a token at an instant. */
interface Committed {
  readonly at: Date;
  readonly position: string;
  readonly facts: string | null;
  readonly is_past: boolean;
}

const COMMITTED = `
  SELECT moment.at, moment.position, moment.is_past,
    ${factsOf(`SELECT bytes FROM event WHERE stream = 'token/' || $1 AND version <= version_at('token/' || $1, moment.position)
       AND EXISTS (SELECT FROM event AS issued WHERE issued.stream = 'token/' || $1 AND issued.version = 1 AND issued.workspace_id = $2) ORDER BY version`)} AS facts
  FROM (SELECT asked.at, position_before(asked.at + interval '1 millisecond') AS position, asked.at <= clock_timestamp() AS is_past
        FROM (SELECT coalesce($3::timestamptz, date_trunc('milliseconds', clock_timestamp())) AS at OFFSET 0) AS asked OFFSET 0) AS moment`;

/** @param asked undefined: now. @returns undefined where the workspace had no such token then, 'not_yet' for the future */
export async function readKnowledge(query: Query, workspaceId: string, id: string, asked: Timestamp | undefined): Promise<TokenKnowledge | 'not_yet' | undefined> {
  const [committed] = await query<Committed>(COMMITTED, [id, workspaceId, asked ?? null]);
  if (!committed?.is_past) return 'not_yet';
  const at = committed.at.toISOString();
  const facts = parseFacts(committed.facts);
  const now = lookedAt(facts, Number(committed.position), at);
  if (now.status === null) return undefined;
  const replicas = (await knowledgeAt(query, at)).map((boot) => knownBy(boot, facts, now.version, at));
  return { object: 'api_token_knowledge', id, at, committed: { position: Number(committed.position), version: now.version, status: now.status }, replicas };
}

function knownBy(boot: BootKnowledge, facts: readonly Fact[], committed: number, at: Timestamp): TokenKnowledge['replicas'][number] {
  if (boot.appliedPosition === null) return { ...boot, version: null, status: null, differs: null };
  const known = lookedAt(facts, boot.appliedPosition, at);
  return { ...boot, ...known, differs: known.version !== committed };
}

function lookedAt(facts: readonly Fact[], position: number, at: Timestamp): { readonly version: number; readonly status: z.output<typeof status> | null } {
  const known = facts.filter((fact) => fact.position <= position);
  const state = known.reduce<TokenState>((before, fact) => evolve(before, fromStored(fact)), noToken);
  return { version: known.at(-1)?.version ?? 0, status: state.status === 'none' ? null : effectiveStatus(state, at) };
}
