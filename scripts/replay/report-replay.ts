import type { EventClasses } from "../../lib/contracts/events.ts";
import { fileLine, type ReplayedFiles } from "./replay-files.ts";
import type { totalOf } from "./tally.ts";

export interface ReplayReport extends ReplayedFiles {
  readonly run: string;
  readonly url: string;
  readonly total: ReturnType<typeof totalOf>;
  /** Per file, in the same order; null where the server does not say. */
  readonly classes: readonly (EventClasses["classes"] | null)[];
  /** Null: nobody waited for it. */
  readonly scored: boolean | null;
  readonly sendSeconds: number;
  readonly totalSeconds: number;
  readonly deadLettered: number | null;
  readonly balanced: boolean | null;
  readonly alerts: number | null;
}

/** Prints what came of it, and returns the exit code: 0 only if everything was sent and, unless unasked for, scored. */
export function reportReplay(report: ReplayReport, asJson: boolean, print: (line: string) => void): 0 | 1 {
  const isComplete =
    report.total.notSent === 0 && report.broken.length === 0 && report.scored !== false && report.files.length > 0;
  if (asJson) print(JSON.stringify(jsonOf(report, isComplete)));
  else for (const line of linesOf(report)) print(line);
  return isComplete ? 0 : 1;
}

function jsonOf(report: ReplayReport, isComplete: boolean) {
  const { files, classes, skipped, broken, ...rest } = report;
  return {
    ...rest,
    complete: isComplete,
    eventsPerSecond: eventsPerSecond(report),
    files: files.map(({ tally }, index) => ({ ...tally, classes: classes[index] ?? null })),
    skipped,
    broken,
  };
}

function linesOf(report: ReplayReport): string[] {
  const { total, files, skipped, broken } = report;
  if (files.length === 0) return ["Nothing was found that could be sent."];
  const lines = files.flatMap(({ tally }, index) => {
    const classes = report.classes[index];
    if (classes === null || classes === undefined || classes.length === 0) return [];
    return [`${tally.name}: ${classes.map(({ name, count }) => `${count} ${name}`).join(", ")}`];
  });
  lines.push(
    fileLine({
      name: `Total of ${files.length} (${skipped.length} left out, ${broken.length} broken)`,
      reasons: [],
      ...total,
    }),
  );
  lines.push(scoredLine(report));
  if (report.deadLettered !== null && report.deadLettered > 0)
    lines.push(`${report.deadLettered} accepted records could not be scored: see the dead letters.`);
  if (report.balanced === false) lines.push("The ledger does not balance.");
  if (report.alerts !== null) lines.push(`${report.alerts} ${report.alerts === 1 ? "alert" : "alerts"} raised.`);
  return lines;
}

function scoredLine(report: ReplayReport): string {
  if (report.scored === null) return `Sent in ${report.sendSeconds.toFixed(1)} s; not waited for scoring.`;
  if (!report.scored)
    return "NOT everything was seen to be scored: the scoring stands still, or the key may not read the ledger.";
  if (report.total.accepted === 0) return "Nothing was accepted, so there is nothing to score.";
  const rate = Math.round(eventsPerSecond(report) ?? 0);
  return `All scored ${report.totalSeconds.toFixed(1)} s after the first was sent: ${rate} events/s.`;
}

function eventsPerSecond({ total, totalSeconds, scored }: ReplayReport): number | null {
  return scored === true && totalSeconds > 0 ? total.accepted / totalSeconds : null;
}
