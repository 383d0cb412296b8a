import { severitySchema } from "../../../lib/contracts/common.ts";
import type { BandCountsOf, Consequences } from "../../../lib/contracts/policy-preview.ts";
import type { BandCounts, ReplayTally } from "../../../lib/pipeline/replay-tally.ts";
import type { Policy } from "../../../lib/thresholds/policy.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const mostWhom = 8;

const asObject = ([notify, approve, auto]: BandCounts): BandCountsOf => ({ notify, approve, auto });
const noAlerts = () => ({ informational: 0, low: 0, medium: 0, high: 0, critical: 0 });
const acting = ([, approve, auto]: BandCounts) => approve + auto;

function alertsOf(findings: Iterable<ReadonlyMap<number, number>>): Consequences["alerts"] {
  const counts = noAlerts();
  for (const day of findings) {
    for (const rank of day.values()) counts[severitySchema.options[rank] ?? "informational"] += 1;
  }
  return counts;
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

/** Origins that approve and auto would have been about most, most first, as 16 hexadecimal digits. */
export function mostActedOn({ origins }: ReplayTally): readonly string[] {
  return [...origins]
    .sort(([, a], [, b]) => acting(b) - acting(a))
    .slice(0, mostWhom)
    .map(([id]) => id);
}

export interface ConsequencesInput {
  readonly policy: Policy;
  readonly tally: ReplayTally;
  readonly fromMs: number;
  readonly sourceNames: ReadonlyMap<number, string>;
  readonly entityNames: ReadonlyMap<string, string>;
}

/** A tally as the API gives it. */
export function consequencesOf(input: ConsequencesInput): Consequences {
  const { policy, tally, fromMs, sourceNames, entityNames } = input;
  return {
    events: asObject(tally.total),
    alerts: alertsOf(tally.days.values()),
    days: [...tally.days]
      .sort(([a], [b]) => a - b)
      .map(([day, findings]) => ({ start: fromMs + day * dayMs, alerts: alertsOf([findings]) })),
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
    whom: mostActedOn(tally).map((id) => {
      const [, approve, auto] = tally.origins.get(id) ?? [0, 0, 0];
      return { id, name: entityNames.get(id) ?? id, approve, auto };
    }),
  };
}
