/** What a server of the benchmark answers at /cpu: the time that its process has had on a processor. */
export interface CpuAnswer {
  readonly cpuUs: number;
}

export function ownCpu(): CpuAnswer {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system };
}

export async function cpuOfServer(url: string): Promise<number> {
  const answer = await fetch(`${url}/cpu`, { signal: AbortSignal.timeout(10_000) });
  return ((await answer.json()) as CpuAnswer).cpuUs;
}
