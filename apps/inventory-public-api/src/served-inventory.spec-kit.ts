import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestAuthModule, type Principal, type TokenChecker } from '@portcullis/nest-auth';
import { missingScopes, type Scope } from '@portcullis/scopes';
import { createService } from '@portcullis/service-kit';
import { answersAsDocumented } from '@portcullis/testing';
import { API } from './api-description.js';
import { SERVICE_NAME } from './configuration.js';
import { InventoryModule } from './inventory.module.js';

/** What tests present: `<workspace id>.<scope>.<scope>`, good for exactly that. */
export function tokenOf(workspaceId: string, ...scopes: readonly Scope[]): string {
  return [workspaceId, ...scopes.map((scope) => scope.replace(':', '~'))].join('.');
}

/** Stands in for a replica: believes what a token says about itself. */
const checker: TokenChecker = {
  check(token, { requiredScopes }) {
    const [workspaceId = '', ...names] = token.split('.');
    if (!workspaceId.startsWith('wsp_')) return { outcome: 'invalid' };
    const scopes = names.map((name) => name.replace('~', ':') as Scope);
    if (missingScopes(scopes, requiredScopes).length > 0) return { outcome: 'insufficient_scope' };
    const principal: Principal = { workspaceId, tokenId: 'tok_test', kind: 'user', scopes };
    return { outcome: 'allowed', principal };
  },
};

@Module({})
class GatedInventory {
  static on(databaseUrl: string): DynamicModule {
    const configuration = {
      databaseUrl,
      log: { kind: 'embedded', connectionString: 'postgres://nobody' },
      maxStalenessMs: 30_000,
      environment: 'live',
    } as const;
    return {
      module: GatedInventory,
      imports: [InventoryModule.of(configuration), NestAuthModule.forRoot({ checker: { useValue: checker } })],
    };
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the text says, where it is JSON. */
  readonly body: unknown;
}

export interface ServedInventory {
  readonly app: NestFastifyApplication;
  get(path: string, token?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  head(path: string, token?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * The inventory's routes on a real socket, before them the real gate with a checker that believes its tokens. Every
 * answer that comes by this way has to be as the service's own document says.
 */
export async function serveInventory(databaseUrl: string): Promise<ServedInventory> {
  const app = await createService({ module: GatedInventory.on(databaseUrl), name: SERVICE_NAME, api: API, logLevel: 'silent' });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const document = answersAsDocumented(await (await fetch(`${url}/docs/openapi.json`)).json());
  const ask =
    (method: string): ServedInventory['get'] =>
    async (path, token, others = {}) => {
      const headers = token === undefined ? others : { ...others, authorization: `Bearer ${token}` };
      const response = await fetch(url + path, { method, headers });
      const text = await response.text();
      document.compare({ method, path, status: response.status, headers: response.headers, body: text });
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '') && text !== '';
      return { status: response.status, headers: response.headers, text, body: isJson ? (JSON.parse(text) as unknown) : undefined };
    };
  return { app, get: ask('GET'), head: ask('HEAD'), close: () => app.close() };
}
