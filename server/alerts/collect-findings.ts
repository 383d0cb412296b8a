import type { EntityRef } from "../../lib/contracts/events.ts";
import { severityId } from "../../lib/event/classes.ts";
import { entityKindNames } from "../../lib/pipeline/entity-kind-names.ts";
import type { VectorNames } from "../../lib/pipeline/score-batch-codec.ts";
import type { Finding } from "../../lib/pipeline/types.ts";
import { hashText } from "../../lib/stats/hash.ts";
import { hexId, idOf } from "../scoring/entity-id.ts";
import type { AssignedFinding } from "./flood/flood-keeper.ts";
import type { FoundEvent } from "./found-event.ts";

/** All events of a transaction that join the same alert, in offset order. */
export interface FindingGroup {
  readonly key: string;
  /** Number of the flood that folds it; null where the alert is of one finding. */
  readonly flood: number | null;
  readonly events: FoundEvent[];
  /** The event with the highest margin, the first of them if there are several. */
  worst: FoundEvent;
}

/**
 * Groups the findings of a transaction by the alert that they join: in a flood that of their fold, unless an alert of
 * their own is open already: `haveOwn` before the transaction, or raised earlier in it.
 */
export function collectFindings(findings: readonly AssignedFinding[], haveOwn: ReadonlySet<string>): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { found, fold } of findings) {
    const own = fold === null || haveOwn.has(found.finding.key) || groups.has(found.finding.key);
    const key = own ? found.finding.key : fold.key;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, flood: own ? null : fold.flood, events: [found], worst: found });
    else {
      group.events.push(found);
      if (found.margin > group.worst.margin) group.worst = found;
    }
  }
  // In one order for all who write several alerts, so that two of them do not wait for each other.
  return [...groups.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

interface AlertEntity extends EntityRef {
  readonly role: string;
}

/** By how many entities an alert is found that stands for one finding, and a fold, whose origins are kept beside it. */
export const mostEntities = { own: 1000, fold: 100 } as const;
const halves = new Uint32Array(2);

function entitiesOf(finding: Finding): AlertEntity[] {
  return finding.entities.map(({ kind, name, role }) => {
    hashText(kind, name, halves, 0);
    const [high = 0, low = 0] = halves;
    return { id: hexId(high, low), kind: entityKindNames[kind], name, role };
  });
}

/**
 * Ids of the entities of all its events, the first that were met: whom an alert is found by must not depend on how its events
 * were cut into transactions.
 */
function entityIdsOf({ events, flood }: FindingGroup): string[] {
  const most = flood === null ? mostEntities.own : mostEntities.fold;
  const met = new Set<string>();
  const ids: string[] = [];
  for (const { finding } of events) {
    for (const { kind, name } of finding.entities) {
      const entity = `${kind} ${name}`;
      if (met.has(entity)) continue;
      if (ids.length >= most) return ids;
      met.add(entity);
      hashText(kind, name, halves, 0);
      const [high = 0, low = 0] = halves;
      ids.push(idOf(high, low));
    }
  }
  return ids;
}

interface Weighed {
  readonly finding: Pick<Finding, "severity">;
  readonly band: number;
}

/**
 * Severity (OCSF severity_id) and band of an alert: the highest of any of its events, whichever of them has the highest
 * margin. An alert is never lowered, so anything less would depend on how its events were cut into transactions.
 */
export function highestOf(events: readonly Weighed[]): { readonly severity: number; readonly band: number } {
  return {
    severity: events.reduce((most, { finding }) => Math.max(most, severityId[finding.severity]), 0),
    band: events.reduce((most, { band }) => Math.max(most, band), 0),
  };
}

/** Why the event scored as it did: each detector's share, each feature's value. */
function explain({ part, row }: FoundEvent, { detectorNames, featureNames }: VectorNames) {
  const { contributions, vector } = part.scored;
  const features = featureNames.map((name, i) => {
    const value = vector[row * featureNames.length + i] ?? Number.NaN;
    const missing = !Number.isFinite(value);
    return { name, value: missing ? null : value, imputed: missing };
  });
  const shares = detectorNames.map((detector, i) => ({
    detector,
    value: contributions[row * detectorNames.length + i] ?? 0,
  }));
  return { features, contributions: shares };
}

export interface FindingContext {
  readonly names: VectorNames;
}

/** The group as a row of the alert upsert. Times are in ms: ISO text of far years is not understood by the database. */
export function alertRecordOf(group: FindingGroup, context: FindingContext): Record<string, unknown> {
  const { worst, events } = group;
  const { part, row, finding } = worst;
  const { scored } = part;
  const times = events.map(({ timeMs }) => timeMs);
  return {
    finding_key: group.key,
    title: finding.title,
    reason: finding.reason,
    ...highestOf(events),
    class_uid: part.columns.classUid[part.from + row] ?? 0,
    detectors: finding.detectors,
    techniques: finding.techniques,
    entities: entitiesOf(finding),
    entity_ids: entityIdsOf(group),
    first_seen: times.reduce((least, time) => Math.min(least, time)),
    last_seen: times.reduce((most, time) => Math.max(most, time)),
    event_count: events.length,
    event_id: finding.offset,
    event_received: part.receivedMs,
    margin: worst.margin,
    score: scored.score[row] ?? 0,
    confidence: scored.confidence[row] ?? 0,
    threshold: finding.notify,
    scope: finding.scope,
    threshold_version: scored.thresholdVersion[row] ?? 0,
    policy_version: scored.policyVersion[row] ?? 0,
    likeness: finding.likeness,
    entity_group: finding.group,
    flood: group.flood,
    // Those of a fold are counted as they are written.
    origin_count: group.flood === null ? 1 : 0,
    ...explain(worst, context.names),
  };
}
