/** What a person wants to know of a signed note (C2SP tlog-checkpoint). */
export interface CheckpointNote {
  /** `portcullis/<id of the store>`. */
  readonly origin: string;
  /** Number of events. */
  readonly size: number;
  /** Of the newest event, RFC 3339; undefined: the note does not say. */
  readonly time: string | undefined;
}

/** @returns undefined for what is no such note */
export function readNote(note: string): CheckpointNote | undefined {
  const [origin = '', size = '', , ...rest] = note.split('\n');
  if (origin === '' || !/^\d+$/.test(size)) return undefined;
  return { origin, size: Number(size), time: rest.find((line) => line.startsWith('time '))?.slice('time '.length) };
}
