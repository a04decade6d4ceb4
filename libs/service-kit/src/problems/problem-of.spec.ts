import { describe, expect, it } from '@jest/globals';
import { HttpException, NotFoundException } from '@nestjs/common';
import { problemDocument } from './problem-document.js';
import { problemOf } from './problem-of.js';
import { notFound } from './refusals.js';

describe('the problem that a thrown value stands for', () => {
  it('is the problem itself', () => {
    const problem = notFound();
    expect(problemOf(problem)).toBe(problem);
  });

  it.each([
    [new NotFoundException('Cannot GET /secret?token=x'), 404, 'not_found'],
    [new HttpException('x', 415), 415, 'unsupported_media_type'],
    [new HttpException('x', 418), 418, 'bad_request'],
    [new HttpException('x', 502), 500, 'internal_error'],
    [new Error('x'), 500, 'internal_error'],
    [undefined, 500, 'internal_error'],
  ])('is told by status and code alone: %s', (thrown, status, code) => {
    const problem = problemOf(thrown);
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problemDocument(problem, 'req_1'))).not.toMatch(/secret|token|"x"/);
  });

  it.each([
    [401, 'Unauthenticated.'],
    [403, 'This action is unauthorized.'],
    [404, 'There is nothing here.'],
    [415, 'The body must be application/json.'],
  ])('has the message that clients expect on %i', (status, message) => {
    expect(problemDocument(problemOf(new HttpException('x', status)), 'req_1').message).toBe(message);
  });
});
