import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KnownFailures, type Problem, unavailable } from '@portcullis/service-kit';
import { isUnavailable } from './is-unavailable.js';

const RETRY_AFTER_SECONDS = 2;

/**
 * A request that needs a database which is away is answered 503 with Retry-After: nothing is wrong with the request, and
 * it may be sent again. A provider of the module that has the DataSource.
 */
@Injectable()
export class DatabaseFailures implements OnModuleInit {
  constructor(private readonly failures: KnownFailures) {}

  onModuleInit(): void {
    this.failures.add(databaseUnavailable);
  }
}

export function databaseUnavailable(thrown: unknown): Problem | undefined {
  if (typeof thrown !== 'object' || thrown === null || !isUnavailable(thrown)) return undefined;
  return unavailable('database_unavailable', 'The database does not answer at the moment.', RETRY_AFTER_SECONDS);
}
