import { Writable } from 'node:stream';
import { Global, Module } from '@nestjs/common';
import { NestAuthModule } from '@portcullis/nest-auth';
import { createService } from '@portcullis/service-kit';
import type { TestDatabase } from '@portcullis/testing';
import { API } from '../api-description.js';
import { AuditModule } from '../audit/audit.module.js';
import type { Configuration } from '../configuration.js';
import { ConfigurationModule } from '../configuration.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { evidenceFiles } from '../evidence/evidence-files.spec-kit.js';
import { SessionCredentials } from '../identity/authenticate-caller/session-credentials.js';
import type { Role } from '../identity/accounts/role.js';
import { compareWithDocument, confirm, cookieOf, logIn, type Received, send, type Sent } from '../identity/http-client.spec-kit.js';
import { IdentityModule } from '../identity/identity.module.js';
import { newMember, newOwner, type Person } from '../identity/people.spec-kit.js';
import { readCookies } from '../identity/sessions/read-cookies.js';
import { LeakedTokensModule } from '../leaked-tokens/leaked-tokens.module.js';
import { LiveModule } from '../live/live.module.js';
import { OAuthModule } from '../oauth/oauth.module.js';
import { PeopleModule } from '../people/people.module.js';
import { type Receipt, Receipts } from '../publication/receipts/receipt.js';
import { WorkspaceModule } from '../workspace/workspace.module.js';
import { DatabaseTokenChecker } from './bearer-check/database-token-checker.js';
import type { ApiToken } from './read-model/api-token.js';
import { TokensModule } from './tokens.module.js';

/** Says of every change what it is told to say. */
export class ScriptedReceipts extends Receipts {
  /** What one replica is known to have applied; null: there is none. */
  appliedPosition: number | null = null;
  readonly waitedFor: number[] = [];

  override confirm(position: number): Promise<Receipt> {
    this.waitedFor.push(position);
    return this.read(position);
  }

  override read(position: number): Promise<Receipt> {
    const { appliedPosition } = this;
    const isApplied = appliedPosition === null || appliedPosition >= position;
    const replica = { service: 'inventory-public-api', boot: 'b'.repeat(32), appliedPosition, confirmedBy: isApplied ? ('application' as const) : null };
    return Promise.resolve({
      position,
      confirmed: isApplied,
      href: `/api/v1/receipts/${position}`,
      replicas: appliedPosition === null ? [] : [replica],
    });
  }
}

/** Somebody who is logged in. */
export interface LoggedIn extends Person {
  readonly headers: Readonly<Record<string, string>>;
}

/** What an issue answers, as a client sees it. */
export interface IssuedAnswer {
  readonly token: string;
  readonly apiToken: ApiToken;
  readonly receipt: Receipt;
}

export interface TokenService {
  readonly url: string;
  readonly receipts: ScriptedReceipts;
  /** Where checkpoints are anchored. */
  readonly anchorFile: string;
  /** Everything it has logged so far. */
  log(): string;
  request(method: string, path: string, sent?: Sent): Promise<Received>;
  /** The owner of a new workspace, in a session. */
  owner(): Promise<LoggedIn>;
  /** Another person of that owner's workspace, in a session. */
  member(owner: Person, role: Role): Promise<LoggedIn>;
  /** They say their password again. */
  confirm(person: LoggedIn): Promise<void>;
  /** Issues a token that may read items, and whatever else the body says. */
  issue(headers: Readonly<Record<string, string>>, body?: object): Promise<IssuedAnswer>;
  stop(): Promise<void>;
}

/** Tokens as they run in token-service: routes, gate, a real database and a real socket; only the receipts are scripted. */
export async function startTokens(database: TestDatabase): Promise<TokenService> {
  const receipts = new ScriptedReceipts();
  const lines: string[] = [];
  const app = await createService({
    module: tokensWith({ ...configuration, databaseUrl: database.connectionString }, receipts),
    name: 'token-service',
    api: API,
    logLevel: 'trace',
    logDestination: new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
    configure: readCookies,
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  await compareWithDocument(url);
  return {
    url,
    receipts,
    log: () => lines.join(''),
    request: (method, path, sent) => send(url, method, path, sent),
    owner: async () => loggedIn(url, await newOwner(database)),
    member: async (owner, role) => loggedIn(url, await newMember(database, owner, role)),
    confirm: async ({ headers, password }) => {
      const answer = await confirm(url, headers, password);
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    },
    issue: (headers, body = {}) => issue(url, headers, body),
    anchorFile: configuration.evidence.anchorFile,
    stop: () => app.close(),
  };
}

export async function loggedIn(url: string, person: Person): Promise<LoggedIn> {
  return { ...person, headers: { cookie: cookieOf(await logIn(url, person.email, person.password)) } };
}

async function issue(url: string, headers: Readonly<Record<string, string>>, body: object): Promise<IssuedAnswer> {
  const answer = await send(url, 'POST', '/api/v1/api-keys', { body: { name: 'Till', scopes: ['items:read'], ...body }, headers });
  if (answer.status > 202) throw new Error(`${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as IssuedAnswer;
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** The pointers of a refusal. */
export function pointersOf({ json }: Received): readonly string[] {
  const errors = (json?.['errors'] ?? []) as readonly { pointer: string }[];
  return errors.map(({ pointer }) => pointer);
}

const configuration: Omit<Configuration, 'databaseUrl'> = {
  log: { kind: 'embedded', connectionString: '' },
  publicOrigins: ['http://console.test:4100'],
  confirmWaitMs: 2_000,
  usageEventMs: 60_000,
  environment: 'live',
  evidence: evidenceFiles(),
  services: [],
};

function tokensWith(settings: Configuration, receipts: Receipts) {
  @Global()
  @Module({ providers: [{ provide: Receipts, useValue: receipts }], exports: [Receipts] })
  class ScriptedPublicationModule {}

  @Module({
    imports: [
      ConfigurationModule.of(settings),
      DatabaseModule,
      ScriptedPublicationModule,
      IdentityModule,
      TokensModule,
      AuditModule,
      EvidenceModule,
      PeopleModule,
      LiveModule,
      OAuthModule,
      LeakedTokensModule,
      WorkspaceModule,
      NestAuthModule.forRoot({
        imports: [IdentityModule, TokensModule],
        resolver: { useExisting: SessionCredentials },
        checker: { useExisting: DatabaseTokenChecker },
      }),
    ],
  })
  class TokensUnderTest {}
  return TokensUnderTest;
}
