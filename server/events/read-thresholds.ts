import type { EventDetail } from "../../lib/contracts/events.ts";
import { ownBands, scopeBands } from "../../lib/thresholds/band-table.ts";
import { type Policy, policySchema } from "../../lib/thresholds/policy.ts";
import { scopeIndexOf } from "../../lib/thresholds/scope-matcher.ts";
import type { Database } from "../db/prisma.ts";
import type { EventRecord } from "./event-row.ts";

const unknownThresholds = {
  notify: null,
  approve: null,
  auto: null,
  scope: null,
  estimated: false,
  reason: "No threshold was in force yet.",
} as const;

async function readPolicy(db: Database, { stream, policyVersion: version }: EventRecord): Promise<Policy | null> {
  const row = await db.policyVersion.findUnique({ where: { stream_version: { stream, version } } });
  const parsed = policySchema.safeParse(typeof row?.body === "object" ? { ...row.body, version } : null);
  return parsed.success ? parsed.data : null;
}

/** What judged the event: the thresholds of its scope at its offset, as margins, and the exception that covers it. */
export async function readJudgement(
  db: Database,
  record: EventRecord,
): Promise<Pick<EventDetail, "thresholds" | "exception">> {
  const policy = await readPolicy(db, record);
  const found = policy?.exceptions[record.excepted - 1];
  const exception =
    found === undefined ? null : { id: found.id, name: found.name, reason: found.reason, expiresAt: found.expiresAt };
  return { thresholds: await readThresholds(db, record, policy), exception };
}

async function readThresholds(
  db: Database,
  record: EventRecord,
  policy: Policy | null,
): Promise<EventDetail["thresholds"]> {
  const { thresholdVersion: version, policyVersion, stream } = record;
  const change = await db.thresholdChange.findUnique({ where: { stream_version: { stream, version } } });
  if (change === null) return { ...unknownThresholds, version, policyVersion };
  const { estimated, reason, notify } = change;
  const stored = { notify, approve: change.approve, auto: change.auto };
  const about = { version, policyVersion, estimated, reason };
  if (policy === null || notify === null) return { ...stored, scope: null, ...about };
  const entities = [record.userName, record.hostName, record.srcName, record.dstName].flatMap((name) => name ?? []);
  const index = scopeIndexOf(policy, {
    classUid: record.classUid,
    source: record.source ?? "",
    entities,
    timeMs: record.time.getTime(),
    receivedMs: record.received.getTime(),
  });
  const scope = scopeBands(policy, notify)[index - 1];
  const bands = scope ?? ownBands(policy, notify);
  return { notify: bands.notify, approve: bands.approve, auto: bands.auto, scope: scope?.name ?? null, ...about };
}
