import { describe } from '@jest/globals';
import { startEmbeddedUnderTest } from './embedded-under-test.spec-kit.js';
import { describeLogConformance } from './log-conformance.spec-kit.js';

describe('the embedded log', () => {
  describeLogConformance(startEmbeddedUnderTest);
});
