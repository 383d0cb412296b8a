import type { StreamName } from "../../../lib/contracts/common.ts";
import { appendAudit } from "../../audit/append-audit.ts";
import type { Actor } from "../../audit/write-audit.ts";
import type { RunStatement } from "../../db/run-statement.ts";
import { storableMs } from "../../event-log/storable-time.ts";
import type { PushDraft } from "../../realtime/append-push.ts";
import type { FindingGroup } from "../collect-findings.ts";
import type { Assigned, FloodChange } from "./flood-keeper.ts";

const beganSql = `
  INSERT INTO flood (stream, number, began_at, began_offset, in_minute, in_quarter, usual)
  VALUES ($1, $2, to_timestamp($3::float8 / 1000), $4, $5, $6, $7)`;
const countedSql = `
  UPDATE flood SET findings = findings + $3::bigint, folded = folded + $4::bigint
  WHERE stream = $1::smallint AND number = $2::int`;
const endedSql = `
  UPDATE flood f SET ended_at = to_timestamp($3::float8 / 1000), ended_offset = $4::bigint,
    rows = (SELECT count(*) FROM alert a WHERE a.stream = f.stream AND a.flood = f.number),
    origins = (SELECT count(DISTINCT o.entity_id) FROM alert_origin o JOIN alert a ON a.id = o.alert_id
      WHERE a.stream = f.stream AND a.flood = f.number)
  WHERE stream = $1::smallint AND number = $2::int
  RETURNING findings::float8, folded::float8, rows, origins, began_at`;

const scoring: Actor = { kind: "system", name: "scoring", address: null, requestId: null };

interface Recording {
  readonly stream: number;
  readonly streamName: StreamName;
  readonly assigned: Assigned;
  readonly groups: readonly FindingGroup[];
}

async function recordChange(run: RunStatement, recording: Recording, change: FloodChange): Promise<PushDraft> {
  const { stream, streamName } = recording;
  const { kind, offset } = change;
  if (kind === "began") {
    const { number, atMs, inMinute, inQuarter, usual } = change.began;
    await run(beganSql, [stream, number, storableMs(atMs), offset, inMinute, inQuarter, usual]);
    const after = { offset, findingsInMinute: inMinute, findingsInQuarter: inQuarter, usualPerMinute: usual };
    const resource = `flood:${streamName}/${number}`;
    await appendAudit(run, { actor: scoring, action: "flood.began", resource, outcome: "success", after });
    return { kind: "flood", stream, body: { stream: streamName, change: "began", number } };
  }
  const { number, atMs } = change;
  const { rows } = await run(endedSql, [stream, number, storableMs(atMs), offset]);
  const after = { offset, ...rows[0] };
  const resource = `flood:${streamName}/${number}`;
  await appendAudit(run, { actor: scoring, action: "flood.ended", resource, outcome: "success", after });
  return { kind: "flood", stream, body: { stream: streamName, change: "ended", number } };
}

/** Findings and folded ones of each flood that the transaction has any of. */
function countByFlood({ assigned, groups }: Recording): Map<number, { findings: number; folded: number }> {
  const counts = new Map<number, { findings: number; folded: number }>();
  const of = (flood: number) => {
    const known = counts.get(flood) ?? { findings: 0, folded: 0 };
    counts.set(flood, known);
    return known;
  };
  for (const { fold } of assigned.findings) if (fold !== null) of(fold.flood).findings += 1;
  for (const { flood, events } of groups) if (flood !== null) of(flood).folded += events.length;
  return counts;
}

/** Writes down in order what began, what was folded and what ended in a transaction, once its alerts are written. */
export async function recordFloods(run: RunStatement, recording: Recording): Promise<PushDraft[]> {
  const counts = countByFlood(recording);
  const messages: PushDraft[] = [];
  const count = async (number: number) => {
    const counted = counts.get(number);
    counts.delete(number);
    if (counted !== undefined) await run(countedSql, [recording.stream, number, counted.findings, counted.folded]);
  };
  for (const change of recording.assigned.changes) {
    if (change.kind === "ended") await count(change.number);
    messages.push(await recordChange(run, recording, change));
  }
  for (const number of [...counts.keys()]) await count(number);
  return messages;
}
