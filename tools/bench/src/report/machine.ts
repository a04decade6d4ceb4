import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** On what, and when, the figures were measured. */
export interface Machine {
  readonly date: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly node: string;
  /** Before the run: work of others is in every figure. */
  readonly loadAverage: readonly number[];
  readonly postgres?: string | undefined;
  readonly kafka?: string | undefined;
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    system: `${platform()} ${release()}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadAverage: loadavg().map((load) => Math.round(load * 100) / 100),
  };
}

/** As rows of a table: what, and its value. */
export function machineRows(machine: Machine): readonly (readonly [string, string])[] {
  return [
    ['date', machine.date],
    ['processor', `${machine.cpu}, ${machine.cores} cores`],
    ['memory', `${machine.memoryGib} GiB`],
    ['system', machine.system],
    ['Node', machine.node],
    ['PostgreSQL', machine.postgres ?? 'not used'],
    ['Kafka', machine.kafka ?? 'not used'],
    ['load average before', machine.loadAverage.join(', ')],
  ];
}
