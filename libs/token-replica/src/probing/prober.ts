import { type Log, LogClosed, type LogLogger, PacedLoop, SteadyProducer } from '@portcullis/log';
import { encodeProbe, type Probe, PROBES_TOPIC } from '@portcullis/messages';
import type { Presence } from '../presence.js';

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
    await this.send('goodbye');
    clearTimeout(timeout);
    await this.producer.close();
  }

  private async probe(): Promise<void> {
    if (this.presence.redrawIfUnheard()) {
      this.logger.warn({ boot: this.presence.boot }, 'no closed record has answered for one bound: going on as a new boot');
    }
    await this.send('serving');
  }

  private async send(phase: Probe['phase']): Promise<void> {
    const { boot } = this.presence;
    const value = encodeProbe(this.message(phase));
    try {
      await this.producer.send([{ key: boot, value }]);
    } catch (error) {
      if (!(error instanceof LogClosed)) this.logger.error({ err: error }, 'a probe could not be sent');
    }
  }

  private message(phase: Probe['phase']): Probe {
    const { presence } = this;
    const ageMs = presence.freshness.ageMs();
    return {
      schema: 1,
      kind: 'replica',
      service: this.service,
      boot: presence.boot,
      nonce: presence.nextNonce(),
      appliedPosition: presence.appliedPosition,
      boundMs: presence.boundMs,
      phase,
      digest: this.digest(),
      ageMs: Number.isFinite(ageMs) ? Math.max(0, ageMs) : null,
    };
  }
}
