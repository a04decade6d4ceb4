// A service with the guard, as a team builds one: service-kit, nest-auth, a replica; once with the guard as it is and
// once through passport. Its log goes to stdout, as in operation, which is /dev/null here.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { Authenticated, CurrentPrincipal, NestAuthModule, type Principal, Public, RequireScopes } from '@portcullis/nest-auth';
import { createService } from '@portcullis/service-kit';
import { IssuedTokens } from '../../replica/issued-tokens.js';
import { openReplica } from '../../replica/open-replica.js';
import { ownCpu, type CpuAnswer } from '../../workers/cpu-of-server.js';

export interface GuardTask {
  readonly tokens: number;
}

export interface GuardReady {
  readonly direct: string;
  readonly throughPassport: string;
  /** Secrets of the tokens that are held. */
  readonly secrets: readonly string[];
}

const ANSWER = { data: [{ id: 'itm_w7OgbenchbenchbenchBE', sku: 'AIR-JH-CB20', name: 'Pneumatic breaker chipping CA-7' }], nextCursor: null };

@Controller()
class Routes {
  @Get('guarded')
  @RequireScopes('items:read')
  guarded(): object {
    return ANSWER;
  }

  @Get('unguarded')
  @Public()
  unguarded(): object {
    return ANSWER;
  }

  @Get('who')
  @Authenticated()
  who(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Get('cpu')
  @Public()
  cpu(): CpuAnswer {
    return ownCpu();
  }
}

process.on('disconnect', () => process.exit(0));
const { tokens } = JSON.parse(process.argv[2] ?? '{}') as GuardTask;
const issued = new IssuedTokens(1, tokens);
const { replica } = await openReplica(issued);

async function listen(throughPassport: boolean): Promise<string> {
  @Module({ imports: [NestAuthModule.forRoot({ checker: { useValue: replica }, throughPassport })], controllers: [Routes] })
  class Service {}
  const app = await createService({ module: Service, name: 'bench' });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

const ready: GuardReady = {
  direct: await listen(false),
  throughPassport: await listen(true),
  secrets: Array.from({ length: Math.min(tokens, 64) }, (_, index) => issued.secret(index)),
};
process.send?.(ready);
