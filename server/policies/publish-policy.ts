import type { PolicyPublish, PolicyRecord } from "../../lib/contracts/policies.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { type Database, Sql, type Transaction } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { bandProblem } from "./band-problem.ts";
import { policyRecord } from "./policy-record.ts";

interface Publication {
  readonly input: PolicyPublish;
  readonly actor: Actor;
}

async function publish(tx: Transaction, { input, actor }: Publication): Promise<PolicyRecord> {
  const stream = streamNumbers[input.stream];
  // One publication of a stream at a time: the second sees the first and finds that it was based on another version.
  await tx.$queryRaw(Sql.sql`SELECT id FROM stream WHERE id = ${stream}::smallint FOR NO KEY UPDATE`);
  const newest = await tx.policyVersion.findFirst({ where: { stream }, orderBy: { version: "desc" } });
  if (newest === null) {
    throw new AppError("unavailable", { detail: "Scoring has not begun with this stream yet.", retryAfterSeconds: 5 });
  }
  const current = policyRecord(newest);
  if (current.version !== input.basedOn) {
    throw new AppError("conflict", { detail: `Version ${current.version} is in force by now.`, current });
  }
  const version = current.version + 1;
  const body = { ...input.policy, version };
  const created = await tx.policyVersion.create({
    data: { stream, version, body, reason: input.reason, author: actor.name },
  });
  const record = policyRecord(created);
  await writeAudit(tx, {
    actor,
    action: "policy.publish",
    resource: `policy:${input.stream}`,
    outcome: "success",
    before: current,
    after: record,
  });
  await tx.$executeRaw(Sql.sql`SELECT pg_notify('tideline_policy', ${input.stream})`);
  return record;
}

/** Publishes the next version of a stream's policy; scoring takes it up at an offset, which the record then names. */
export async function publishPolicy(db: Database, publication: Publication): Promise<PolicyRecord> {
  const problem = bandProblem(publication.input.policy);
  if (problem !== null) throw new AppError("unprocessable", { detail: problem });
  return db.$transaction((tx) => publish(tx, publication));
}
