import type { Timestamp } from '@portcullis/token';
import type { ValueTransformer } from 'typeorm';

/** `timestamptz` as our one textual form of an instant. */
export const instantColumn: ValueTransformer = {
  from: (stored: Date | null): Timestamp | null => stored?.toISOString() ?? null,
  to: (instant: Timestamp | null): Timestamp | null => instant,
};

/** `bigint`, which the driver hands over as text. */
export const wholeNumberColumn: ValueTransformer = {
  from: (stored: string | null): number | null => (stored === null ? null : Number(stored)),
  to: (value: number | null): number | null => value,
};

/** SHA-256 as 64 hex digits in the domain, as 32 bytes in the table. */
export const sha256Column: ValueTransformer = {
  from: (stored: Buffer): string => stored.toString('hex'),
  to: (hex: string): Buffer => Buffer.from(hex, 'hex'),
};
