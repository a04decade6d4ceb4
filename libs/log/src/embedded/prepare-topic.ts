import { AccessDenied, type Topic, TopologyError } from '../log.js';
import type { Session } from './session.js';
import { topicSettings } from './topic-settings.js';

const POLICY = 'select policy from portcullis_log.topic where name = $1';
const DEFINE = 'select portcullis_log.define_topic($1, $2, $3)';

/** Checks a topic, and creates it where whoever is logged in may: the log's owner. */
export async function prepareTopic(session: Session, topic: Topic): Promise<void> {
  const { policy, keepMs } = topicSettings(topic);
  const [row] = await session.query<[string]>('policy', POLICY, [topic.name]);
  if (row && row[0] !== policy) {
    throw new TopologyError(`topic ${topic.name} has cleanup policy ${row[0]}, expected ${policy}: give the log another database, or delete the topic`);
  }
  if (row) return;
  await session.query('define', DEFINE, [topic.name, policy, keepMs]).catch((error: unknown) => {
    if (!(error instanceof AccessDenied)) throw error;
    throw new TopologyError(`topic ${topic.name} is missing from the embedded log and this role may not create it: provision the log first`, { cause: error });
  });
}
