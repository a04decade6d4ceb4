import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { Public } from '../access/public-route.js';
import { Describe } from '../openapi/describe.js';
import { noStoreHeader } from '../openapi/headers.js';
import { HealthRegistry, type HealthReport, healthReportSchema } from './health-registry.js';

const liveSchema = z.strictObject({ status: z.literal('ok') });
const readySchema = z.strictObject({ ready: z.boolean() });

/** What a monitor, an orchestrator and a person look at. */
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthRegistry) {}

  /** 200 for as long as the process can answer at all; how it is stands inside. */
  @Get()
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'showHealth',
    summary: 'How the service is',
    tag: 'Service',
    answers: { 200: { description: 'It answers; how it is stands inside.', schema: healthReportSchema, headers: noStoreHeader } },
  })
  report(): HealthReport {
    return this.health.report();
  }

  @Get('live')
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'showLiveness',
    summary: 'Whether the process answers at all',
    tag: 'Service',
    answers: { 200: { description: 'It does.', schema: liveSchema, headers: noStoreHeader } },
  })
  live(): z.output<typeof liveSchema> {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'showReadiness',
    summary: 'Whether it can serve',
    tag: 'Service',
    answers: {
      200: { description: 'It can.', schema: readySchema, headers: noStoreHeader },
      503: { description: 'It cannot yet, or is stopping.', schema: readySchema, headers: noStoreHeader },
    },
  })
  ready(@Res({ passthrough: true }) reply: FastifyReply): z.output<typeof readySchema> {
    const ready = this.health.ready();
    if (!ready) void reply.code(503);
    return { ready };
  }
}
