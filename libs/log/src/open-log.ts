import type { LogConnection } from './connection.js';
import type { Log, LogLogger } from './log.js';

/** Opens the log behind the port. Connects to nothing yet: the producers and consumers do. */
export async function openLog(connection: LogConnection, logger: LogLogger): Promise<Log> {
  switch (connection.kind) {
    case 'embedded': {
      const { EmbeddedLog } = await import('./embedded/embedded-log.js');
      return new EmbeddedLog(connection, logger);
    }
    case 'kafka': {
      const { KafkaLog } = await import('./kafka/kafka-log.js');
      return new KafkaLog(connection, logger);
    }
  }
}
