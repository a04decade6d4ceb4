/** What a person who waits sees, on stderr: stdout is the table's, or the JSON's. */
export class Progress {
  private measure = 'bench';
  private readonly startedAtMs = performance.now();

  begin(measure: string): void {
    this.measure = measure;
    this.say('begins');
  }

  say(line: string): void {
    const seconds = Math.round((performance.now() - this.startedAtMs) / 1_000);
    process.stderr.write(`${String(seconds).padStart(4)} s  ${this.measure.padEnd(12)} ${line}\n`);
  }
}
