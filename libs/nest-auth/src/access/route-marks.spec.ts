import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import type { Scope } from '@portcullis/scopes';
import { createService, StartRefused } from '@portcullis/service-kit';
import { Authenticated, NestAuthModule, Public, RequireScopes } from '../index.js';

async function start(...controllers: Type[]): Promise<void> {
  @Module({ controllers })
  class FarAwayModule {}
  @Module({ imports: [NestAuthModule.forRoot({ checker: { useValue: { check: () => ({ outcome: 'invalid' }) } } })] })
  class AuthModule {}
  @Module({ imports: [FarAwayModule, AuthModule] })
  class RootModule {}
  const app = await createService({ module: RootModule, name: 'marks-test', logLevel: 'silent' });
  await app.close();
}

@Controller('marked')
class MarkedController {
  @Get()
  @RequireScopes('items:read')
  list(): void {
    // Marked.
  }

  /** Not a route. */
  unmarkedButNoRoute(): void {
    // Nothing.
  }
}

@Controller('as-a-whole')
@Authenticated()
class WhollyMarkedController {
  @Get()
  list(): void {
    // Marked by its controller.
  }
}

class InheritedController extends MarkedController {}
Controller('inherited')(InheritedController);

@Controller('unmarked')
class UnmarkedController {
  @Get('marked')
  @Public()
  marked(): void {
    // Marked.
  }

  @Post('forgotten')
  forgotten(): void {
    // No mark.
  }

  @Get()
  alsoForgotten(): void {
    // No mark.
  }
}

class HeirController extends UnmarkedController {}
Controller('heir')(HeirController);

@Controller('misnamed')
class MisnamedController {
  @Get()
  @RequireScopes('items:raed' as Scope)
  list(): void {
    // A scope that no token can have.
  }
}

describe('a service', () => {
  it('starts where every route says who may call it', async () => {
    await expect(start(MarkedController, WhollyMarkedController, InheritedController)).resolves.toBeUndefined();
  });

  it('does not start with an unmarked route anywhere in it, and names each', async () => {
    await expect(start(MarkedController, UnmarkedController)).rejects.toThrow(
      new StartRefused(
        'UnmarkedController.forgotten, UnmarkedController.alsoForgotten: a route must be marked with @RequireScopes, @Authenticated or @Public',
      ),
    );
  });

  it('does not start with an unmarked route that a controller inherits', async () => {
    await expect(start(HeirController)).rejects.toThrow('HeirController.forgotten');
  });

  it('does not start with a route that requires a scope which does not exist', async () => {
    await expect(start(MisnamedController)).rejects.toThrow('MisnamedController.list: @RequireScopes names a scope that does not exist');
  });
});
