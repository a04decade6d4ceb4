import { queryOptions } from '@tanstack/react-query';

const EVERY_MS = 2_000;

export interface Alarm {
  readonly code: string;
  /** RFC 3339. */
  readonly since: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What token-service says of itself at `/health`, which is open to everybody. */
export const alarmsQuery = queryOptions({
  queryKey: ['replicas', 'alarms'],
  queryFn: async ({ signal }): Promise<readonly Alarm[]> => alarmsIn(await (await fetch('/health', { signal })).json()),
  refetchInterval: EVERY_MS,
});

/**
 * @param report of any shape: what is no alarm is passed over
 * @throws where it tells of no alarms at all, not even that there is none
 */
export function alarmsIn(report: unknown): readonly Alarm[] {
  const alarms = typeof report === 'object' && report !== null && 'alarms' in report ? report.alarms : undefined;
  if (!Array.isArray(alarms)) throw new TypeError('The health report has no list of alarms');
  return alarms.filter(isAlarm);
}

const isAlarm = (value: unknown): value is Alarm =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' && 'since' in value && typeof value.since === 'string' && 'details' in value && typeof value.details === 'object' && value.details !== null;
