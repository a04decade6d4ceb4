import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { compileAllowlist } from '@portcullis/ip-allowlist';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { logAnswer } from '../http/access-log.js';
import { AllowedMethods } from '../http/allowed-methods.js';
import { acceptJsonAndForms } from '../http/body-parsers.js';
import { allowOrigins } from '../http/cross-origin.js';
import { tagAnswers } from '../http/entity-tag.js';
import { refuseAmbiguousHead } from '../http/ambiguous-head.js';
import { OpenConnections } from '../http/open-connections.js';
import { withRequestId } from '../http/request-id.js';
import { setSecurityHeaders } from '../http/security-headers.js';
import { serverOptions } from '../http/server-options.js';
import { answerUnservableRequests } from '../http/unservable-request.js';
import { UndescribedInputGuard } from '../input/undescribed-input.guard.js';
import { createLog } from '../logging/create-log.js';
import { NestLog } from '../logging/nest-log.js';
import { RequestDurations } from '../metrics/request-durations.js';
import { ApiDocument } from '../openapi/api-document.js';
import { ServiceKitModule } from '../service-kit.module.js';
import type { ServiceOptions } from './service-options.js';

@Module({})
class ServiceRoot {
  static of({ module, api }: UnstartedServiceOptions, log: Logger): DynamicModule {
    return { module: ServiceRoot, imports: [ServiceKitModule.forRoot(log, api), module] };
  }
}

/**
 * Made, initialised and not listening: what startService starts, and what a test of a service listens with itself.
 * Without `api` there is nothing at /docs, and routes need no description.
 */
export type UnstartedServiceOptions = Omit<ServiceOptions, 'api' | 'host' | 'port' | 'portVariable' | 'allowPlaintext'> & Partial<Pick<ServiceOptions, 'api'>>;

/**
 * The whole service but for its socket and its signals.
 *
 * @throws what a part of it throws while it starts; StartRefused is a line for a person
 */
export async function createService(options: UnstartedServiceOptions): Promise<NestFastifyApplication> {
  const log = createLog({ name: options.name, level: options.logLevel ?? 'info', destination: options.logDestination });
  try {
    return await assemble(options, log);
  } catch (error) {
    // Whoever starts the service says it in one line; the way there is for who looks closer.
    log.debug({ err: error }, 'cannot start');
    throw error;
  }
}

async function assemble(options: UnstartedServiceOptions, log: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(serverOptions());
  const server = adapter.getInstance<FastifyInstance>();
  nameRequests(server);
  const connections = new OpenConnections();
  connections.observe(server);
  server.decorate('openConnections', connections);
  answerUnservableRequests(server);
  acceptJsonAndForms(server);
  tagAnswers(server);
  const { trustedProxies = [] } = options;
  server.decorate('trustedProxies', trustedProxies.length > 0 ? compileAllowlist(trustedProxies) : undefined);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares the shape of its options as a class
  const app = await NestFactory.create<NestFastifyApplication>(ServiceRoot.of(options, log), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  try {
    await prepare(app, server, options, log);
    return app;
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

async function prepare(
  app: NestFastifyApplication,
  server: FastifyInstance,
  options: UnstartedServiceOptions,
  log: Logger,
): Promise<void> {
  app.get(AllowedMethods).observe(server);
  const durations = app.get(RequestDurations);
  server.addHook('onResponse', (request, reply, done) => {
    durations.record(request, reply);
    logAnswer(log, request, reply);
    done();
  });
  allowOrigins(app, options.corsOrigins);
  await setSecurityHeaders(server, options.contentSecurityPolicy);
  server.addHook('onRequest', ({ raw }, _reply, done) => {
    refuseAmbiguousHead(raw);
    done();
  });
  await options.configure?.(app);
  // After the guards that modules bring.
  app.useGlobalGuards(new UndescribedInputGuard());
  await app.init();
  if (options.api) app.get(ApiDocument).make();
  await server.ready();
}

function nameRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    withRequestId(request.id, done);
  });
}
