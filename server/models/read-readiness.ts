import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelReadiness } from "../../lib/contracts/models.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { RunStatement } from "../realtime/append-push.ts";

/** With fewer of either kind a model would learn the few, and no figure about it would mean much. */
const needed = { truePositive: 30, benign: 30, all: 200 } as const;

const sql = `SELECT count(*) FILTER (WHERE verdict = 'true_positive')::int AS attacks,
    count(*) FILTER (WHERE verdict IN ('false_positive', 'benign'))::int AS benign
  FROM alert WHERE stream = $1 AND verdict IS NOT NULL`;

function missingOf({ truePositive, benign }: ModelReadiness["verdicts"]): string | null {
  const gaps = [
    { n: needed.truePositive - truePositive, of: "true positive" },
    { n: needed.benign - benign, of: "false positive or benign" },
  ].filter(({ n }) => n > 0);
  const rest = needed.all - truePositive - benign;
  if (gaps.length === 0 && rest <= 0) return null;
  const words = gaps.map(({ n, of }) => `${n} more that say ${of}`).join(" and ");
  if (rest <= 0) return `Too few verdicts to learn from: it needs ${words}.`;
  return `Too few verdicts to learn from: it needs ${rest} more${words === "" ? "" : `, among them ${words}`}.`;
}

/** Whether people have given enough verdicts to learn from, and how many are missing. */
export async function readReadiness(run: RunStatement, stream: StreamName): Promise<ModelReadiness> {
  const { rows } = await run(sql, [streamNumbers[stream]]);
  const verdicts = { truePositive: Number(rows[0]?.attacks ?? 0), benign: Number(rows[0]?.benign ?? 0) };
  return { stream, verdicts, needed, missing: missingOf(verdicts) };
}
