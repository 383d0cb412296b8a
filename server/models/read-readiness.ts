import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelReadiness } from "../../lib/contracts/models.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { mostEvents, warmUpEvents } from "./pick-verdict-events.ts";

/** With fewer of either kind a model would learn the few, and no figure about it would mean much. */
const needed = { truePositive: 30, benign: 30, all: 200 } as const;

/** An alert teaches by its events: as long as one of them is kept, and was scored when something was usual already. */
const sql = `SELECT count(*) FILTER (WHERE kept AND verdict = 'true_positive')::int AS attacks,
    count(*) FILTER (WHERE kept AND verdict <> 'true_positive')::int AS benign, count(*) FILTER (WHERE NOT kept)::int AS forgotten
  FROM (SELECT verdict, EXISTS (SELECT 1 FROM alert_event l
      JOIN event e ON e.stream = a.stream AND e.id = l.event_id AND e.received = l.received
      WHERE l.alert_id = a.id AND e.id >= s.since) AS kept
    FROM alert a, (SELECT greatest(${warmUpEvents}, coalesce(max(id), 0) - ${mostEvents}) AS since FROM event WHERE stream = $1) AS s
    WHERE a.stream = $1 AND a.verdict IN ('true_positive', 'false_positive', 'benign')) AS judged`;

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

/** Whether people have given enough verdicts to learn from, on alerts whose events are kept, and how many are missing. */
export async function readReadiness(run: RunStatement, stream: StreamName): Promise<ModelReadiness> {
  const { rows } = await run(sql, [streamNumbers[stream]]);
  const [counted] = rows;
  const verdicts = {
    truePositive: Number(counted?.attacks ?? 0),
    benign: Number(counted?.benign ?? 0),
    forgotten: Number(counted?.forgotten ?? 0),
  };
  return { stream, verdicts, needed, missing: missingOf(verdicts) };
}
