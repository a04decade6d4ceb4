import type { TokenEvent } from '@portcullis/management-client';

/** What stands in the timeline: a change, or all uses between two changes. */
export type Told =
  | { readonly kind: 'change'; readonly event: TokenEvent }
  | { readonly kind: 'uses'; readonly position: number; readonly accepted: number; readonly from: string; readonly to: string };

/** In their order; uses in a row are told together, as a token in use has one each minute. @param events by position, the oldest first */
export function toldEvents(events: readonly TokenEvent[]): readonly Told[] {
  const told: Told[] = [];
  for (const event of events) {
    const last = told.at(-1);
    if (event.type !== 'TokenUsed') told.push({ kind: 'change', event });
    else if (last?.kind === 'uses') told[told.length - 1] = { ...last, accepted: last.accepted + acceptedOf(event), to: usedAt(event) };
    else told.push({ kind: 'uses', position: event.position, accepted: acceptedOf(event), from: usedAt(event), to: usedAt(event) });
  }
  return told;
}

const acceptedOf = ({ data }: TokenEvent): number => Number(data['accepted']);

const usedAt = ({ data, time }: TokenEvent): string => (typeof data['lastUsedAt'] === 'string' ? data['lastUsedAt'] : time);
