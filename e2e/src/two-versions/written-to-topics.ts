import { CLOSED_KEY, PROBES_TOPIC, TOKEN_STATE_TOPIC, USAGE_TOPIC } from '@portcullis/messages';
import type { World } from '../faults/world/world.js';
import { PROBE_FORMS, probeForm } from './probe-forms.js';
import { type Written, writtenTo } from './read-topic.js';

/**
 * What every run of the recorder has: of each key the newest record, as a compaction leaves it, and one probe of each form.
 *
 * @throws where a form of probe was never sent
 */
export async function writtenToTopics(ask: World['database']['ask']): Promise<object> {
  const states = newestOfEach(await writtenTo(ask, TOKEN_STATE_TOPIC.name));
  const probes = await writtenTo(ask, PROBES_TOPIC.name);
  return {
    tokenState: states.filter(({ key }) => key !== CLOSED_KEY),
    closed: states.filter(({ key }) => key === CLOSED_KEY).map(({ value }) => value),
    probes: PROBE_FORMS.map((form) => firstOf(probes, form)),
    usage: newestOfEach(await writtenTo(ask, USAGE_TOPIC.name)),
  };
}

function newestOfEach(records: readonly Written[]): readonly Written[] {
  return [...new Map(records.map(({ key, value }) => [key, { key, value }])).values()];
}

function firstOf(probes: readonly Written[], form: string): string {
  const found = probes.find((probe) => probeForm(probe) === form);
  if (found === undefined) throw new Error(`No probe was sent of the form “${form}”.`);
  return found.value;
}
