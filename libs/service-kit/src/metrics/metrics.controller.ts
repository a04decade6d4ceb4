import { Controller, Get, Header } from '@nestjs/common';
import { Registry } from 'prom-client';
import * as z from 'zod';
import { Public } from '../access/public-route.js';
import { Describe } from '../openapi/describe.js';
import { noStoreHeader } from '../openapi/headers.js';
import { MetricsRegistry } from './metrics-registry.js';

@Public()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsRegistry) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'showMetrics',
    summary: 'The service in numbers',
    tag: 'Service',
    answers: {
      200: { description: 'Prometheus’ text format.', mediaType: 'text/plain', schema: z.string(), headers: noStoreHeader },
    },
  })
  show(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
