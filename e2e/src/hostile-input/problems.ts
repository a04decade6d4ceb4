import { listIn } from '../json-answer.js';
import type { WireAnswer } from './wire.js';

/** What a refusal must be; what is left out may be anything. */
export interface ExpectedProblem {
  readonly status: number;
  readonly code?: string;
  /** Of one of the errors: this very field, or one inside it. */
  readonly pointer?: string;
}

const MEMBERS = ['type', 'title', 'status', 'detail', 'code', 'requestId', 'message'];
/** A stack frame, a path of ours, a database's words. */
const INSIDES = /\n\s+at |node_modules|\/(?:dist|src)\/|\.[jt]s:\d|QueryFailed|SELECT |INSERT |syntax error|ECONN/;

/** What is wrong with an answer that has to be this problem; undefined: nothing. One line, for a list of failures. */
export function faultOf(answer: WireAnswer, expected: ExpectedProblem): string | undefined {
  const { status, json } = answer;
  const said = `${status} ${String(json['code'])} ${JSON.stringify(json['errors'] ?? '')}`.slice(0, 300);
  if (status !== expected.status) return `${expected.status} expected: ${said}`;
  if (expected.code !== undefined && json['code'] !== expected.code) return `${expected.code} expected: ${said}`;
  if (expected.pointer !== undefined && !pointsTo(answer, expected.pointer)) return `a pointer to ${expected.pointer} expected: ${said}`;
  return faultOfDocument(answer);
}

/** What is wrong with the form of a problem document (RFC 9457, with our members). */
export function faultOfDocument({ status, headers, json, body }: WireAnswer): string | undefined {
  if (headers.get('content-type') !== 'application/problem+json') return `${status} is ${String(headers.get('content-type'))}: ${body.slice(0, 100)}`;
  const missing = MEMBERS.filter((member) => json[member] === undefined);
  if (missing.length > 0) return `${status} lacks ${missing.join(', ')}`;
  if (json['status'] !== status) return `${status} says ${String(json['status'])}`;
  if (json['requestId'] !== headers.get('x-request-id')) return `${status} has another request id than its header`;
  return INSIDES.test(body) ? `${status} tells of its insides: ${body.slice(0, 200)}` : undefined;
}

/** What is wrong with an answer to HEAD that has to be a problem: nothing stands behind its headers. */
export function faultOfHead({ status, headers, body }: WireAnswer, expected: number): string | undefined {
  if (status !== expected) return `${expected} expected: ${status}`;
  const type = headers.get('content-type');
  return type === 'application/problem+json' && body === '' ? undefined : `${status} is ${String(type)}: ${body.slice(0, 100)}`;
}

/** What is wrong with an answer to input that may be right or not: it is served, or told what is wrong with which field. */
export function faultOfJudgement(answer: WireAnswer, pointer: string): string | undefined {
  if (answer.status < 300 || answer.status === 304) return INSIDES.test(answer.body) ? 'it tells of its insides' : undefined;
  return answer.status === 404 ? faultOfDocument(answer) : faultOf(answer, { status: 400, code: 'validation_failed', pointer });
}

function pointsTo({ json }: WireAnswer, pointer: string): boolean {
  if (!Array.isArray(json['errors'])) return false;
  return listIn(json, 'errors').some(({ pointer: at }) => at === pointer || (pointer !== '' && String(at).startsWith(`${pointer}/`)));
}
