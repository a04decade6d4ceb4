import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/public-route.js';
import { HealthRegistry, type HealthReport } from './health-registry.js';

/** What a monitor, an orchestrator and a person look at. */
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthRegistry) {}

  /** 200 for as long as the process can answer at all; how it is stands inside. */
  @Get()
  @Header('cache-control', 'no-store')
  report(): HealthReport {
    return this.health.report();
  }

  @Get('live')
  @Header('cache-control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  ready(@Res({ passthrough: true }) reply: FastifyReply): { ready: boolean } {
    const ready = this.health.ready();
    if (!ready) void reply.code(503);
    return { ready };
  }
}
