import { BUILD } from '../../changed-build/copy-build.js';
import { EVERY_LOG, type Fault } from './fault.js';

/** For as long as it takes, both versions of both services run at once, in an order that nobody chose. */
export const versionsMixed: Fault = {
  name: 'every process is replaced by the next version, one after another, and then back again',
  logs: EVERY_LOG,
  async inflict(world, random) {
    const services = [...world.tokenServices, ...world.replicas];
    try {
      for (const build of [world.otherVersion(), BUILD]) {
        for (const service of random.shuffle(services)) {
          await service.stop();
          service.runFrom(build);
          await service.start();
        }
      }
    } finally {
      for (const service of services) service.runFrom(BUILD);
    }
  },
};
