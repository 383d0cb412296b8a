import type { PolicyPublish, PolicyRecord } from "../../lib/contracts/policies.ts";
import { policyProblems } from "../../lib/thresholds/policy-problems.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { type Database, Sql, type Transaction } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { appendPush } from "../realtime/append-push.ts";
import { runIn } from "../realtime/run-in.ts";
import { readLiveVersion } from "./live-version.ts";
import { policyRecord } from "./policy-record.ts";

interface Publication {
  readonly input: PolicyPublish;
  readonly actor: Actor;
}

/** The draft is what was published; nobody has to close it by hand. */
async function closeDraft(tx: Transaction, { input, actor }: Publication, version: number): Promise<void> {
  if (input.draft === undefined) return;
  const { count } = await tx.policyDraft.updateMany({
    where: { id: BigInt(input.draft), stream: streamNumbers[input.stream], state: "open" },
    data: {
      state: "published",
      publishedVersion: version,
      updatedBy: actor.name,
      updatedAt: new Date(),
      revision: { increment: 1 },
    },
  });
  if (count === 0) throw new AppError("conflict", { detail: "The draft was published or discarded meanwhile." });
}

async function readCurrent(tx: Transaction, stream: number): Promise<PolicyRecord> {
  const [newest, live] = [
    await tx.policyVersion.findFirst({ where: { stream }, orderBy: { version: "desc" } }),
    await readLiveVersion(tx, stream),
  ];
  if (newest !== null) return policyRecord(newest, live);
  throw new AppError("unavailable", { detail: "Scoring has not begun with this stream yet.", retryAfterSeconds: 5 });
}

async function publish(tx: Transaction, publication: Publication): Promise<PolicyRecord> {
  const { input, actor } = publication;
  const stream = streamNumbers[input.stream];
  // One publication of a stream at a time: the second sees the first and finds that it was based on another version.
  await tx.$queryRaw(Sql.sql`SELECT id FROM stream WHERE id = ${stream}::smallint FOR NO KEY UPDATE`);
  const current = await readCurrent(tx, stream);
  if (current.version !== input.basedOn) {
    throw new AppError("conflict", { detail: `Version ${current.version} was published meanwhile.`, current });
  }
  const version = current.version + 1;
  const body = { ...input.policy, version };
  const created = await tx.policyVersion.create({
    data: { stream, version, body, reason: input.reason, author: actor.name },
  });
  await closeDraft(tx, publication, version);
  const record = policyRecord(created, null);
  const resource = `policy:${input.stream}`;
  await writeAudit(tx, {
    actor,
    action: "policy.publish",
    resource,
    outcome: "success",
    before: current,
    after: { ...record, draft: input.draft ?? null },
  });
  // Wakes scoring, which takes the version up and tells the browsers; this only says that it is on its way.
  await tx.$executeRaw(Sql.sql`SELECT pg_notify('tideline_policy', ${input.stream})`);
  const told = { stream: input.stream, change: "published", draft: input.draft ?? null, version } as const;
  await appendPush(runIn(tx), [{ kind: "policy", stream, body: told }]);
  return record;
}

/** Publishes the next version of a stream's policy; scoring takes it up at an offset, which the record then names. */
export async function publishPolicy(db: Database, publication: Publication): Promise<PolicyRecord> {
  const [problem] = policyProblems(publication.input.policy);
  if (problem !== undefined) {
    const { path, message } = problem;
    throw new AppError("unprocessable", { detail: message, fields: [{ path: `body.policy.${path}`, message }] });
  }
  return db.$transaction((tx) => publish(tx, publication));
}
