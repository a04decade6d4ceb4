import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { testKafkaCache } from '@portcullis/testing';
import { findKafkaProvider } from '@portcullis/tools';
import type { LogKind } from '../faults/world/world.js';
import { describeBulkRevocation } from './describe-bulk-revocation.js';
import { describeHealing } from './describe-healing.js';
import { describeReplicaList } from './describe-replica-list.js';
import { describeWaking } from './describe-waking.js';
import { InstallationOfTwo } from './installation-of-two.js';

const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, testKafkaCache);

if (provider.kind === 'none' && process.env['REQUIRE_KAFKA'] === '1') {
  throw new Error(`REQUIRE_KAFKA is set, and there is no Kafka: ${provider.reason}`);
}

describe('two replicas and two token-services, on the embedded log', () => {
  on('embedded');
});

if (provider.kind === 'native') {
  describe('two replicas and two token-services, on Kafka', () => {
    on('kafka');
  });
} else {
  console.warn(`REPLICAS WERE NOT TESTED ON KAFKA: it takes Java 17 and Maven, and ${provider.kind === 'none' ? provider.reason : `there is ${provider.kind}`}.`);
  it.skip('two replicas and two token-services, on Kafka (not run: no Java 17 and Maven)', () => undefined);
}

function on(log: LogKind): void {
  let installation: InstallationOfTwo | undefined;
  const get = (): InstallationOfTwo => {
    if (installation === undefined) throw new Error('It did not start.');
    return installation;
  };
  beforeAll(async () => {
    installation = await InstallationOfTwo.start(log);
  }, 300_000);
  afterAll(() => installation?.end(), 60_000);

  describe('a bulk revocation', () => { describeBulkRevocation(get); });
  describe('the list of replicas', () => { describeReplicaList(get); });
  describe('a replica that was stopped for longer than its bound, and wakes', () => { describeWaking(get); });
  if (log === 'kafka') describe('a topic that was deleted and made again', () => { describeHealing(get); });
}
