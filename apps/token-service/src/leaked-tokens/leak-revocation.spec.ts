import { expect, it, jest } from '@jest/globals';
import { ServiceLog } from '@portcullis/service-kit';
import { eventually, ManualClock } from '@portcullis/testing';
import { DataSource } from 'typeorm';
import { TokenTransaction } from '../tokens/token-transaction.js';
import { LeakRevocation } from './leak-revocation.js';
import { LeakedSecrets } from './leaked-secrets.js';

class SilentLog extends ServiceLog {
  override debug(): void {}
  override info(): void {}
  override warn(): void {}
  override error(): void {}
}

it('a stop waits for the token that is being revoked and for no other, and keeps what was not reached', async () => {
  const dataSource = new DataSource({ type: 'postgres' });
  const [secrets, transaction] = [new LeakedSecrets(dataSource), new TokenTransaction(dataSource, new ManualClock())];
  const reported = Array.from({ length: 500 }, (_, at) => ({ hash: Buffer.from([at >> 8, at & 255]), token: { workspaceId: 'wsp_one', tokenId: `tok_${at}` }, context: { requestId: 'req_one' } }));
  jest.spyOn(secrets, 'next').mockResolvedValue(reported);
  const forgotten: Buffer[] = [];
  jest.spyOn(secrets, 'forget').mockImplementation((hashes) => Promise.resolve(void forgotten.push(...hashes)));
  let release = (): void => undefined;
  const change = jest.spyOn(transaction, 'change').mockImplementation(() => new Promise((resolve) => (release = () => { resolve({ outcome: 'not_found' }); })));
  const revocation = new LeakRevocation(secrets, transaction, new SilentLog());
  revocation.onApplicationBootstrap();
  await eventually(() => { expect(change).toHaveBeenCalledTimes(1); });
  const stopped = revocation.beforeApplicationShutdown();
  release();
  await stopped;
  expect(change).toHaveBeenCalledTimes(1);
  expect(forgotten).toEqual([]);
});
