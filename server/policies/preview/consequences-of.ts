import { severitySchema } from "../../../lib/contracts/common.ts";
import type { BandCountsOf, Consequences } from "../../../lib/contracts/policy-preview.ts";
import type { BandCounts, ReplayTally } from "../../../lib/pipeline/replay-tally.ts";
import type { Policy } from "../../../lib/thresholds/policy.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const asObject = ([notify, approve, auto]: BandCounts): BandCountsOf => ({ notify, approve, auto });
const noAlerts = () => ({ informational: 0, low: 0, medium: 0, high: 0, critical: 0 });

/** Findings by severity, given as places among the names. */
function alertsOf(severities: readonly number[]): Consequences["alerts"] {
  const counts = noAlerts();
  for (const severity of severities) counts[severitySchema.options[severity] ?? "informational"] += 1;
  return counts;
}

/** Findings of the whole period by severity. */
export function allAlertsOf({ findings }: ReplayTally): Consequences["alerts"] {
  return alertsOf(findings.days().flatMap(({ severities }) => severities));
}

/** Sources of one name and several formats are one to people. */
function sourcesOf({ sources }: ReplayTally, names: ReadonlyMap<number, string>): Consequences["sources"] {
  const byName = new Map<string, BandCounts>();
  for (const [id, counts] of sources) {
    const name = names.get(id) ?? `source ${id}`;
    const known = byName.get(name) ?? [0, 0, 0];
    byName.set(name, [known[0] + counts[0], known[1] + counts[1], known[2] + counts[2]]);
  }
  const total = ([a, b, c]: BandCounts) => a + b + c;
  return [...byName]
    .sort(([, a], [, b]) => total(b) - total(a))
    .map(([source, counts]) => ({ source, ...asObject(counts) }));
}

export interface ConsequencesInput {
  readonly policy: Policy;
  readonly tally: ReplayTally;
  readonly fromMs: number;
  readonly sourceNames: ReadonlyMap<number, string>;
  readonly responses: Consequences["responses"];
}

/** A tally as the API gives it. */
export function consequencesOf(input: ConsequencesInput): Consequences {
  const { policy, tally, fromMs, sourceNames, responses } = input;
  return {
    events: asObject(tally.total),
    alerts: allAlertsOf(tally),
    days: tally.findings.days().map(({ day, severities }) => ({
      start: fromMs + day * dayMs,
      alerts: alertsOf(severities),
    })),
    hours: [...tally.hours]
      .sort(([a], [b]) => a - b)
      .map(([hour, counts]) => ({ start: hour * hourMs, ...asObject(counts) })),
    sources: sourcesOf(tally, sourceNames),
    scopes: tally.scopes.map(({ events, bands }, place) => ({
      id: policy.scopes[place - 1]?.id ?? null,
      name: policy.scopes[place - 1]?.name ?? null,
      total: events,
      ...asObject(bands),
    })),
    exceptions: tally.exceptions.map(({ events, lastMs }, place) => ({
      id: policy.exceptions[place]?.id ?? "",
      events,
      lastAt: events === 0 ? null : Math.floor(lastMs),
    })),
    responses,
  };
}
