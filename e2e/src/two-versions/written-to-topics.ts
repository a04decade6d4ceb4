import { CLOSED_KEY, PROBES_TOPIC, TOKEN_STATE_TOPIC, USAGE_TOPIC } from '@portcullis/messages';
import type { World } from '../faults/world/world.js';

interface Written {
  readonly key: string;
  readonly value: string;
}

/** One of each form is enough of what is written four times a second. */
export async function writtenToTopics(ask: World['database']['ask']): Promise<object> {
  const ofTopic = (name: string): Promise<readonly Written[]> =>
    ask<Written>(
      'portcullis_log',
      `SELECT record.key, convert_from(record.value, 'UTF8') AS value FROM portcullis_log.record
         JOIN portcullis_log.topic ON topic.id = record.topic_id WHERE topic.name = $1 ORDER BY record."offset"`,
      [name],
    );
  const states = await ofTopic(TOKEN_STATE_TOPIC.name);
  const probes = (await ofTopic(PROBES_TOPIC.name)).map(({ value }) => value);
  return {
    tokenState: states.filter(({ key }) => key !== CLOSED_KEY),
    closed: states.filter(({ key }) => key === CLOSED_KEY).slice(-1).map(({ value }) => value),
    probes: firstOfEach(probes, (text) => text.replaceAll(/"(?:boot|nonce|appliedPosition|store|ageMs)":(?:"[^"]*"|\d+(?:\.\d+)?)/g, '')),
    usage: (await ofTopic(USAGE_TOPIC.name)).map(({ key, value }) => ({ key, value })),
  };
}

function firstOfEach(texts: readonly string[], form: (text: string) => string): readonly string[] {
  return [...new Map([...texts].reverse().map((text) => [form(text), text])).values()];
}
