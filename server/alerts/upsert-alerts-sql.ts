import { mostEntities } from "./collect-findings.ts";

/** What describes the event with the highest margin: replaced as a whole by an event that scores higher. */
const worstEvent = [
  "title",
  "reason",
  "detectors",
  "techniques",
  "entities",
  "event_id",
  "event_received",
  "margin",
  "score",
  "confidence",
  "threshold",
  "scope",
  "threshold_version",
  "policy_version",
  "class_uid",
  "contributions",
  "features",
  "likeness",
  "entity_group",
] as const;

const replaceWorst = worstEvent
  .map((name) => `${name} = CASE WHEN excluded.margin > alert.margin THEN excluded.${name} ELSE alert.${name} END`)
  .join(",\n    ");

/** A folded alert stands for thousands, who are found in alert_origin. */
const mostOf = `(CASE WHEN alert.flood IS NULL THEN ${mostEntities.own} ELSE ${mostEntities.fold} END)`;

/**
 * Raises an alert for each record, or joins it to the open alert of the same finding: counts up, keeps the event with
 * the highest margin, never lowers severity or band. `xmax` is 0 in a row that this statement has inserted.
 */
export const upsertAlertsSql = `
  INSERT INTO alert (stream, finding_key, severity, band, entity_ids, first_seen, last_seen, event_count,
    flood, origin_count, ${worstEvent.join(", ")})
  SELECT $1::smallint, f.finding_key, f.severity, f.band, f.entity_ids, to_timestamp(f.first_seen / 1000),
    to_timestamp(f.last_seen / 1000), f.event_count, f.flood, f.origin_count,
    ${worstEvent.map((name) => (name === "event_received" ? "to_timestamp(f.event_received / 1000)" : `f.${name}`)).join(", ")}
  FROM jsonb_to_recordset($2::jsonb) AS f (
    finding_key text, title text, reason text, severity smallint, band smallint, class_uid integer, detectors text[], techniques text[], entities jsonb,
    entity_ids bigint[], first_seen double precision, last_seen double precision, event_count integer, event_id bigint,
    event_received double precision, margin double precision, score double precision, confidence real,
    threshold double precision, scope text, threshold_version integer, policy_version integer, contributions jsonb, features jsonb,
    likeness text, entity_group text, flood integer, origin_count integer)
  ON CONFLICT (stream, finding_key) WHERE status <> 'resolved' DO UPDATE SET
    ${replaceWorst},
    severity = greatest(alert.severity, excluded.severity),
    band = greatest(alert.band, excluded.band),
    entity_ids = CASE
      WHEN cardinality(alert.entity_ids) >= ${mostOf} OR alert.entity_ids @> excluded.entity_ids THEN alert.entity_ids
      -- The first that were met, in their order, however the events are cut into transactions.
      ELSE (alert.entity_ids || ARRAY(
        SELECT e.id FROM unnest(excluded.entity_ids) WITH ORDINALITY AS e (id, place)
        WHERE e.id <> ALL (alert.entity_ids) ORDER BY e.place))[1:${mostOf}] END,
    first_seen = least(alert.first_seen, excluded.first_seen),
    last_seen = greatest(alert.last_seen, excluded.last_seen),
    event_count = alert.event_count + excluded.event_count,
    updated_at = now()
  RETURNING id, finding_key, title, reason, severity, status, verdict, verdict_reason, assignee, snoozed_until,
    detectors, techniques, entities, first_seen, last_seen, event_count, score, margin, confidence, band, created_at,
    acknowledged_at, revision, origin_count, entity_group, flood, xmax = 0 AS raised`;
