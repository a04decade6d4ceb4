import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type Log, openLog } from '@portcullis/log';
import { TOPICS } from '@portcullis/messages';
import { ServiceLog } from '@portcullis/service-kit';
import { type Configuration, CONFIGURATION } from '../configuration.js';

/** Nest token of the Log between the services, open and with its topics in place. */
export const MESSAGE_LOG = Symbol('token-service.message-log');

/** The log between the services. token-service prepares its topics; the others only use them. */
@Global()
@Module({
  providers: [{ provide: MESSAGE_LOG, inject: [CONFIGURATION, ServiceLog], useFactory: openMessageLog }],
  exports: [MESSAGE_LOG],
})
export class MessageLogModule implements OnApplicationShutdown {
  constructor(@Inject(MESSAGE_LOG) private readonly log: Log) {}

  /** After everybody who writes to it has said goodbye: Nest ends the modules that use this one first. */
  onApplicationShutdown(): Promise<void> {
    return this.log.close();
  }
}

async function openMessageLog(configuration: Configuration, logger: ServiceLog): Promise<Log> {
  const log = await openLog(configuration.log, logger);
  await log.prepare(TOPICS);
  return log;
}
