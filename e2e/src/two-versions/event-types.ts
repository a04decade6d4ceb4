import { listIn, textIn } from '../json-answer.js';
import type { Operator } from '../operator.js';

/** Types of a token's own events, in their order; its uses stand apart. */
export async function eventTypes(operator: Operator, id: string): Promise<readonly string[]> {
  const events = listIn((await operator.events(id)).body, 'data').map((event) => textIn(event, 'type'));
  return events.filter((type) => type !== 'TokenUsed');
}
