import type { World } from '../faults/world/world.js';

export interface Written {
  readonly key: string;
  readonly value: string;
}

/** A topic of the embedded log, in the order of its offsets. */
export function writtenTo(ask: World['database']['ask'], topic: string): Promise<readonly Written[]> {
  return ask<Written>(
    'portcullis_log',
    `SELECT record.key, convert_from(record.value, 'UTF8') AS value FROM portcullis_log.record
       JOIN portcullis_log.topic ON topic.id = record.topic_id WHERE topic.name = $1 ORDER BY record."offset"`,
    [topic],
  );
}
