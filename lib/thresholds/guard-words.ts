import { scoreOfMargin } from "../stats/margin.ts";
import { scoresApart } from "../stats/score-words.ts";
import type { GuardMoved } from "./guard-in-force.ts";

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Why a guarded threshold moved, for people: `3 flagged events and 1 spot check judged normal: notify 95.6 to 95.4.` */
export function guardReason({ move, reason }: GuardMoved): string {
  const step = `notify ${scoresApart(scoreOfMargin(move.from), scoreOfMargin(move.to)).join(" to ")}`;
  if (move.cause === "rollback") return reason ?? `Rolled back: ${step}.`;
  if (move.cause === "person") return reason ?? `Moved by hand: ${step}.`;
  if (move.cause === "request") return `${move.actor} approved: ${step}.`;
  const { alerts, audits } = move.judged;
  const parts = [
    ...(alerts > 0 ? [counted(alerts, "flagged event", "flagged events")] : []),
    ...(audits > 0 ? [counted(audits, "spot check", "spot checks")] : []),
  ];
  return parts.length === 0 ? `Verdicts taken back: ${step}.` : `${parts.join(" and ")} judged normal: ${step}.`;
}
