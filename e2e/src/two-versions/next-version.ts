import { join } from 'node:path';
import type { Change } from '../changed-build/change.js';
import { copyBuildWith } from '../changed-build/copy-build.js';

const MESSAGES = 'libs/messages/dist';
const TOKENS = 'apps/token-service/dist/tokens';

/** Members that no version before has, in all that is written: what ADR 33 allows under the same schema number. */
const MORE_MEMBERS: readonly Change[] = [
  { file: `${TOKENS}/published-state.js`, takeOut: 'state: {', putIn: "writer: 'next', state: { labels: ['till'], " },
  { file: `${TOKENS}/steps.js`, takeOut: 'toStoredData(event)', putIn: "{ ...toStoredData(event), labels: ['till'] }" },
  { file: `${MESSAGES}/closed-record.js`, takeOut: 'JSON.stringify(record)', putIn: "JSON.stringify({ ...record, relay: 'next' })" },
  { file: `${MESSAGES}/probe.js`, takeOut: 'JSON.stringify(value)', putIn: "JSON.stringify({ ...value, build: 'next' })" },
  { file: `${MESSAGES}/usage-record.js`, takeOut: 'JSON.stringify(record)', putIn: 'JSON.stringify({ ...record, routes: {} })' },
  { file: `${MESSAGES}/usage-detail.js`, takeOut: 'JSON.stringify(chunk)', putIn: "JSON.stringify({ ...chunk, build: 'next' })" },
  { file: `${MESSAGES}/exposure-report.js`, takeOut: 'JSON.stringify(report)', putIn: "JSON.stringify({ ...report, build: 'next' })" },
];

/** What it expects of others of its own version, and does without where the writer is older. */
const READ_WHERE_THERE: readonly Change[] = [
  { file: `${MESSAGES}/token-state.js`, takeOut: "status: z.enum(['enabled'", putIn: "labels: z.array(z.string()).default([]), status: z.enum(['enabled'" },
  { file: `${MESSAGES}/closed-record.js`, takeOut: 'schema: z.literal(1),', putIn: "schema: z.literal(1), relay: z.string().default('')," },
  { file: `${MESSAGES}/probe.js`, takeOut: 'schema: z.literal(1),', putIn: "schema: z.literal(1), build: z.string().default('')," },
  { file: `${MESSAGES}/usage-record.js`, takeOut: 'schema: z.literal(1),', putIn: 'schema: z.literal(1), routes: z.record(z.string(), z.number()).default({}),' },
];

/**
 * A message of schema 2 for tokens whose metadata ask for one, and a new event: TokenImported, which a token begins with
 * in place of TokenIssued where its metadata say so.
 */
const NEW_KINDS: readonly Change[] = [
  { file: `${TOKENS}/published-state.js`, takeOut: 'schema: TOKEN_STATE_SCHEMA', putIn: 'schema: Number(token.metadata.schema ?? TOKEN_STATE_SCHEMA)' },
  { file: `${TOKENS}/steps.js`, takeOut: 'type: event.type,', putIn: 'type: storedType(event),' },
  { file: `${TOKENS}/steps.js`, takeOut: 'publishedState(token, version, event.type)', putIn: 'publishedState(token, version, storedType(event))' },
  {
    file: `${TOKENS}/steps.js`,
    takeOut: 'export function toAppend(',
    putIn: "const storedType = ({ type, metadata }) => (type === 'TokenIssued' && metadata.from !== undefined ? 'TokenImported' : type);\nexport function toAppend(",
  },
  { file: `${TOKENS}/stored-event.js`, takeOut: 'TokenIssued: true,', putIn: 'TokenIssued: true, TokenImported: true,' },
  { file: `${TOKENS}/stored-event.js`, takeOut: 'return { ...data, type };', putIn: "return { ...data, type: type === 'TokenImported' ? 'TokenIssued' : type };" },
  { file: `${MESSAGES}/token-state.js`, takeOut: 'schema !== TOKEN_STATE_SCHEMA', putIn: 'schema > 2' },
  { file: `${MESSAGES}/token-state.js`, takeOut: "['TokenIssued', 'TokenUpdated'", putIn: "['TokenImported', 'TokenIssued', 'TokenUpdated'" },
];

/** Closed records, probes and usage records that no version before can read: what takes the order of ADR 33. */
const NEW_SCHEMAS: readonly Change[] = [
  ['closed-record', 'record'],
  ['probe', 'value'],
  ['usage-record', 'record'],
].flatMap(([name = '', written = '']) => [
  { file: `${MESSAGES}/${name}.js`, takeOut: 'schema: z.literal(1),', putIn: 'schema: z.literal([1, 2]),' },
  { file: `${MESSAGES}/${name}.js`, takeOut: `JSON.stringify(${written})`, putIn: `JSON.stringify({ ...${written}, schema: 2 })` },
]);

/** The version after today's, as far as others can tell: these changes in a copy of what is built. @returns its folder */
export function buildNextVersion(folder: string): string {
  return copyBuildWith([...MORE_MEMBERS, ...READ_WHERE_THERE, ...NEW_KINDS], join(folder, 'next-version'));
}

/** One that writes what today's does not read. @returns its folder */
export function buildBreakingVersion(folder: string): string {
  return copyBuildWith(NEW_SCHEMAS, join(folder, 'breaking-version'));
}
