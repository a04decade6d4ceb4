import { type Log, LogClosed, type LogLogger, PacedLoop, SteadyProducer } from '@portcullis/log';
import { encodeProbe, type Probe, PROBES_TOPIC } from '@portcullis/messages';
import type { FormerBoot, Presence } from '../presence.js';

const PROBE_EVERY_MS = 250;

/** Sends this boot's probes: every 250 ms, and at once when its applied position moved. */
export class Prober {
  private readonly producer: SteadyProducer;
  private readonly loop: PacedLoop;

  constructor(
    log: Log,
    private readonly service: string,
    private readonly presence: Presence,
    private readonly digest: () => Probe['digest'],
    private readonly logger: LogLogger,
  ) {
    this.producer = new SteadyProducer(log, PROBES_TOPIC);
    this.loop = new PacedLoop(PROBE_EVERY_MS, () => this.probe());
  }

  poke(): void {
    this.loop.poke();
  }

  /**
   * To be called once the process serves no more: ends the probing and says goodbye, so that no receipt waits for this
   * boot. Gives up after `withinMs`; then the boot is retired by its silence.
   */
  async goodbye(withinMs: number): Promise<void> {
    const timeout = setTimeout(() => void this.producer.close(), withinMs);
    await this.loop.stop();
    await this.send([this.ownMessage('goodbye')]);
    clearTimeout(timeout);
    await this.producer.close();
  }

  private async probe(): Promise<void> {
    this.presence.redrawIfUnheard();
    // No receipt need wait for a boot that this process is not any more.
    const former = this.presence.takeFormer();
    for (const { boot } of former) this.logger.warn({ former: boot, boot: this.presence.boot }, 'going on as a new boot');
    const farewells = former.map((one) => this.message(one, 'goodbye'));
    await this.send([...farewells, this.ownMessage('serving')]);
  }

  private async send(probes: readonly Probe[]): Promise<void> {
    try {
      await this.producer.send(probes.map((probe) => ({ key: probe.boot, value: encodeProbe(probe) })));
    } catch (error) {
      if (!(error instanceof LogClosed)) this.logger.error({ err: error }, 'a probe could not be sent');
    }
  }

  private ownMessage(phase: Probe['phase']): Probe {
    const { boot, appliedPosition, store } = this.presence;
    return this.message({ boot, appliedPosition, store }, phase);
  }

  private message({ boot, appliedPosition, store }: FormerBoot, phase: Probe['phase']): Probe {
    const ageMs = this.presence.freshness.ageMs();
    return {
      schema: 1,
      kind: 'replica',
      service: this.service,
      boot,
      nonce: this.presence.nextNonce(),
      appliedPosition,
      store,
      boundMs: this.presence.boundMs,
      phase,
      digest: this.digest(),
      ageMs: Number.isFinite(ageMs) ? Math.max(0, ageMs) : null,
    };
  }
}
