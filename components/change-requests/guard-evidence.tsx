import { z } from "zod";
import type { ChangeRequestDetail } from "../../lib/contracts/change-requests.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatCount, formatMove } from "../display/format.ts";
import { DetailSection } from "../explain/detail-section.tsx";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import { plainName } from "../explain/plain-name.ts";
import { guardNames } from "../thresholds/thresholds-text.ts";
import { requestText } from "./request-text.ts";

const payloadSchema = z.object({ from: z.number(), to: z.number() });
const evidenceSchema = z.object({
  held: z.enum(["rate", "rail", "canary", "capacity", "freeze"]),
  falseAlarmRate: z.number(),
  deviations: z.number(),
  verdicts: z.number(),
  canaryLoss: z.record(z.string(), z.number()),
});
const rollBackSchema = z.object({ from: z.number(), to: z.number() });

const move = (from: number, to: number) => formatMove(scoreOfMargin(from), scoreOfMargin(to));
const percent = (share: number) => `${Number((share * 100).toPrecision(2))} %`;

/** The facts of a move past a guard, or of one that is to be taken back; null where they are written otherwise. */
function guardFacts({ payload, evidence }: Pick<ChangeRequestDetail, "payload" | "evidence">): Fact[] | null {
  const [asked, seen, rollBack] = [
    payloadSchema.safeParse(payload),
    evidenceSchema.safeParse(evidence),
    rollBackSchema.safeParse(evidence),
  ];
  if (asked.success && seen.success) {
    const { held, falseAlarmRate, deviations, verdicts, canaryLoss } = seen.data;
    const losses = Object.entries(canaryLoss).map(([family, loss]) => `${plainName(family)} ${percent(loss)}`);
    return [
      { name: "notify", value: move(asked.data.from, asked.data.to) },
      { name: "held by", value: guardNames[held] },
      { name: "false alarms when it asked", value: percent(falseAlarmRate) },
      { name: "from the target", value: `${Math.abs(deviations).toFixed(1)} standard deviations` },
      { name: "verdicts", value: formatCount(verdicts) },
      { name: "recall lost by family", value: losses.length === 0 ? "not known" : losses.join(", ") },
    ];
  }
  if (!rollBack.success) return null;
  return [{ name: "notify", value: move(rollBack.data.from, rollBack.data.to) }];
}

/** What a move of notify past a guard rests on; nothing where it is written otherwise. */
export function guardEvidence(detail: ChangeRequestDetail) {
  const facts = guardFacts(detail);
  return facts === null ? null : (
    <DetailSection title={requestText.changes}>
      <FactList facts={facts} />
    </DetailSection>
  );
}
