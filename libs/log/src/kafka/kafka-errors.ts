import type { KafkaJSProtocolError } from 'kafkajs';
import { AccessDenied, TopologyError, UnexpectedAcknowledgement } from '../log.js';

/** kafkajs wraps what went wrong in what it did about it, several times. */
export function rootCause(error: unknown): unknown {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return root;
}

/** What every broker says while it starts, elects a leader or moves a group, and what passes by itself. */
const HARMLESS = /coordinator is loading|coordinator is not available|not the (correct )?coordinator|no leader for this topic-partition|rebalanc/i;

export function isHarmless(error: unknown): boolean {
  return HARMLESS.test(error instanceof Error ? error.message : String(error));
}

/** By name: the class is among the exports of kafkajs that an ES module does not see. */
function isProtocolError(error: unknown): error is KafkaJSProtocolError {
  return error instanceof Error && 'type' in error && 'retriable' in error;
}

/** The broker's own name of the error, such as TOPIC_AUTHORIZATION_FAILED; empty where it is none of a broker's. */
export function protocolErrorType(error: unknown): string {
  const root = rootCause(error);
  return isProtocolError(root) ? root.type : '';
}

/** Whether asking again is pointless: the broker understood and said no. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof AccessDenied || error instanceof TopologyError || error instanceof UnexpectedAcknowledgement) return true;
  const root = rootCause(error);
  if (isProtocolError(root)) return !root.retriable && root.type !== 'UNKNOWN';
  return root instanceof Error && root.name === 'KafkaJSSASLAuthenticationError';
}

/** In the port's words where it has some. */
export function asPortError(error: unknown, doing: string): unknown {
  const type = protocolErrorType(error);
  const root = rootCause(error);
  const isDenied = type.endsWith('_AUTHORIZATION_FAILED') || (root instanceof Error && root.name === 'KafkaJSSASLAuthenticationError');
  return isDenied ? new AccessDenied(`Kafka refuses ${doing}: ${type || 'these credentials'}`, { cause: error }) : error;
}
