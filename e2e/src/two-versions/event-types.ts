import type { Operator } from '../operator.js';

/** Types of a token's own events, in their order; its uses stand apart. */
export async function eventTypes(operator: Operator, id: string): Promise<readonly string[]> {
  const types = (await operator.events(id)).body.data.map(({ type }) => type);
  return types.filter((type) => type !== 'TokenUsed');
}
