import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { Alarms } from './alarms/alarms.js';
import { CLOCK, systemClock } from './clock.js';
import { HealthController } from './health/health.controller.js';
import { HealthRegistry } from './health/health-registry.js';
import { AllowedMethods } from './http/allowed-methods.js';
import { ServiceLog } from './logging/service-log.js';
import { AccessDescriptions } from './openapi/access-descriptions.js';
import type { ApiDescription } from './openapi/api-description.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsRegistry } from './metrics/metrics-registry.js';
import { RequestDurations } from './metrics/request-durations.js';
import { KnownFailures } from './problems/known-failures.js';
import { ProblemFilter } from './problems/problem-filter.js';

/** What every module of a service may inject: ServiceLog, HealthRegistry, Alarms, MetricsRegistry, CLOCK. */
@Global()
@Module({})
export class ServiceKitModule {
  static forRoot(log: Logger, api?: ApiDescription): DynamicModule {
    return {
      module: ServiceKitModule,
      // No middleware of nestjs-pino: the log itself knows the request, see createLog.
      imports: [LoggerModule.forRoot({ pinoHttp: { logger: log }, forRoutes: [] }), ...(api ? [OpenApiModule.of(api)] : [])],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: ServiceLog, useValue: log },
        { provide: CLOCK, useValue: systemClock },
        { provide: APP_FILTER, useClass: ProblemFilter },
        AccessDescriptions,
        Alarms,
        AllowedMethods,
        HealthRegistry,
        KnownFailures,
        MetricsRegistry,
        RequestDurations,
      ],
      exports: [ServiceLog, CLOCK, AccessDescriptions, Alarms, AllowedMethods, HealthRegistry, KnownFailures, MetricsRegistry, RequestDurations],
    };
  }
}
