import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestAuthModule, type Principal, type TokenChecker } from '@portcullis/nest-auth';
import { missingScopes, type Scope } from '@portcullis/scopes';
import { createService } from '@portcullis/service-kit';
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
  readonly body: unknown;
}

export interface ServedInventory {
  readonly app: NestFastifyApplication;
  get(path: string, token?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** The inventory's routes on a real socket, before them the real gate with a checker that believes its tokens. */
export async function serveInventory(databaseUrl: string): Promise<ServedInventory> {
  const app = await createService({ module: GatedInventory.on(databaseUrl), name: SERVICE_NAME, logLevel: 'silent' });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    get: async (path, token) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(url + path, { headers });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    close: () => app.close(),
  };
}
