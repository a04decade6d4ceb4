/** What became of one fault, budget or mutant: one test. */
export interface FaultResult {
  readonly name: string;
  readonly seconds: number;
  /** What happened meanwhile, for a person. */
  readonly meanwhile: string;
  /** Nothing in it: the guarantees held. */
  readonly problems: readonly string[];
}

/** Tells and counts. */
export class Outcome {
  private passed = 0;
  private broken = 0;
  private readonly skipped: string[] = [];

  get failed(): number {
    return this.broken;
  }

  tell({ name, seconds, meanwhile, problems }: FaultResult): void {
    if (problems.length === 0) this.passed += 1;
    else this.broken += 1;
    say(`${problems.length === 0 ? ' ok ' : 'FAIL'}  ${name} (${seconds.toFixed(1)} s${meanwhile === '' ? '' : `; ${meanwhile}`})`);
    for (const problem of problems) say(`      ${problem}`);
  }

  /** @param failing whether a run that cannot do this has failed */
  notRun(name: string, failing: boolean): void {
    say(`NOT RUN  ${name}`);
    if (failing) this.broken += 1;
    else this.skipped.push(name);
  }

  /** As `npm test` reads it. */
  report(): object {
    return { passed: this.passed, failed: this.broken, skipped: this.skipped };
  }

  lastLine(): string {
    return `${this.passed} passed, ${this.broken} failed, ${this.skipped.length} skipped`;
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
