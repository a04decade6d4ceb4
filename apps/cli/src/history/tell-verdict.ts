import type { DoesNotHold, Finding, Holds, Verdict } from '@portcullis/history-proof';
import type { Context } from '../command-line/context.js';
import { CommandFailure, UsageFailure } from '../failures/command-failure.js';
import type { Texts } from '../messages/texts.js';
import { shortTime } from '../terminal/times.js';

/** Says what was found out. @throws CommandFailure where the history does not hold, UsageFailure where that cannot be told */
export function tellVerdict(verdict: Verdict, context: Context): void {
  const { texts } = context;
  if (verdict.verdict === 'holds') tellHolds(verdict, context);
  else if (verdict.verdict === 'does_not_hold') throw new CommandFailure(brokenText(verdict, texts));
  else throw new UsageFailure(texts(`verify.${verdict.reason}`));
}

function tellHolds({ scope, events, checkpoint, previous, forgotten }: Holds, { screen, texts }: Context): void {
  screen.line(screen.styled('green', texts('verify.holds', { scope: texts(`scope.${scope.type}`), id: scope.id, events, size: checkpoint.size, time: shortTime(checkpoint.time) })));
  if (forgotten > 0) screen.line(texts('verify.forgotten', { count: forgotten }));
  if (scope.type === 'token') screen.note(texts('verify.tokenTail'));
  if (previous) screen.line(texts(scope.type === 'token' ? 'verify.treeGoesOn' : 'verify.goesOn', { size: previous.size, time: shortTime(previous.time) }));
  else screen.note(texts('verify.noPrevious'));
}

function brokenText({ finding, line, event }: DoesNotHold, texts: Texts): string {
  const why = whyOf(finding, texts);
  if (event) return texts('verify.brokenAtEvent', { ...event, time: event.time, line: line ?? '', why });
  return line === null ? texts('verify.broken', { why }) : texts('verify.brokenAtLine', { line, why });
}

function whyOf(finding: Finding, texts: Texts): string {
  if (finding.code === 'checkpoint_refused' || finding.code === 'previous_refused') return texts(`finding.${finding.code}`, { reason: texts(`note.${finding.reason}`) });
  const { code, ...values } = finding;
  return texts(`finding.${code}`, values);
}
