import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';
import { MetricsRegistry } from './metrics-registry.js';

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** How long answers took, by route template: a concrete path as a label would make a series for each id. */
@Injectable()
export class RequestDurations {
  private readonly histogram: Histogram<'method' | 'route' | 'status'>;

  constructor(metrics: MetricsRegistry) {
    this.histogram = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the request to its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS_SECONDS,
      registers: [metrics.registry],
    });
  }

  record(request: FastifyRequest, reply: FastifyReply): void {
    const labels = { method: request.method, route: routeTemplate(request) ?? 'none', status: reply.statusCode };
    this.histogram.observe(labels, reply.elapsedTime / 1000);
  }
}

/** `/public/v1/items/:id`; undefined where no route matched. */
export function routeTemplate(request: FastifyRequest): string | undefined {
  return request.is404 ? undefined : request.routeOptions.url;
}
