import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { AccessDenied, UnexpectedAcknowledgement } from '../log.js';
import { asPortError, isHarmless, isRefusal, protocolErrorType, rootCause } from './kafka-errors.js';

/** As kafkajs builds one from a broker's answer. */
const protocolError = (type: string, retriable: boolean): Error =>
  new kafkajs.KafkaJSProtocolError(Object.assign(new Error(`the broker says ${type}`), { type, code: 1, retriable }));
const wrapped = (cause: Error): Error => Object.assign(new kafkajs.KafkaJSNonRetriableError(cause), { cause });

describe('an error of kafkajs', () => {
  it('is found inside what was wrapped around it', () => {
    const inner = protocolError('TOPIC_AUTHORIZATION_FAILED', false);
    expect(rootCause(wrapped(wrapped(inner)))).toBe(inner);
    expect(protocolErrorType(wrapped(inner))).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(protocolErrorType(new Error('Closed connection'))).toBe('');
  });

  it.each([
    ['a message that is too large', protocolError('MESSAGE_TOO_LARGE', false), true],
    ['a missing right', wrapped(protocolError('TOPIC_AUTHORIZATION_FAILED', false)), true],
    ['wrong credentials', wrapped(Object.assign(new Error('no'), { name: 'KafkaJSSASLAuthenticationError' })), true],
    ['an answer that did not fit', new UnexpectedAcknowledgement('two'), true],
    ['too few replicas', protocolError('NOT_ENOUGH_REPLICAS', true), false],
    ['a leader that moved', wrapped(protocolError('NOT_LEADER_FOR_PARTITION', true)), false],
    ['an error the broker has no name for', protocolError('UNKNOWN', false), false],
    ['a connection that broke', new kafkajs.KafkaJSConnectionError('ECONNREFUSED'), false],
    ['attempts that ran out', new kafkajs.KafkaJSNumberOfRetriesExceeded(new kafkajs.KafkaJSConnectionError('gone'), { retryCount: 2, retryTime: 1 }), false],
  ])('is final, or is not: %s', (_, error, final) => {
    expect(isRefusal(error)).toBe(final);
  });

  it('is a denied access in the words of the port', () => {
    const error = asPortError(wrapped(protocolError('TOPIC_AUTHORIZATION_FAILED', false)), 'an append to topic t');
    expect(error).toBeInstanceOf(AccessDenied);
    expect(String(error)).toContain('Kafka refuses an append to topic t: TOPIC_AUTHORIZATION_FAILED');
    const other = new Error('other');
    expect(asPortError(other, 'it')).toBe(other);
  });

  it('is harmless where brokers say it in passing', () => {
    expect(isHarmless("The coordinator is loading and hence can't process requests for this group")).toBe(true);
    expect(isHarmless(new Error('The group is rebalancing, so a rejoin is needed'))).toBe(true);
    expect(isHarmless('Connection timeout')).toBe(false);
  });
});
