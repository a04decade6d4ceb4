import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiDescription } from '../openapi/api-description.js';
import type { DestinationStream, LevelWithSilent } from 'pino';

export interface ServiceOptions {
  readonly module: Type | DynamicModule;
  /** `token-service`; in every log line and before every line on stderr. */
  readonly name: string;
  /** What the document at /docs says of the whole; every route has to be described in it. */
  readonly api: ApiDescription;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The variable that moves the port, named in the line that says it is taken. */
  readonly portVariable?: string;
  /** Listening beyond the loopback is refused without it, as nothing here speaks TLS itself. */
  readonly allowPlaintext?: boolean;
  readonly logLevel?: LevelWithSilent;
  /** Addresses and ranges whose X-Forwarded-For counts, in normal form. */
  readonly trustedProxies?: readonly string[];
  /** Origins whose pages may call with a bearer; none by default. */
  readonly corsOrigins?: readonly string[];
  /** Directives that replace the strict ones of an API that serves no pages. */
  readonly contentSecurityPolicy?: Readonly<Record<string, readonly string[]>>;
  /** Called before the routes are made: plugins such as cookies or static files. */
  readonly configure?: (app: NestFastifyApplication) => Promise<void> | void;
  /** Where log lines go; stdout by default. */
  readonly logDestination?: DestinationStream;
}
