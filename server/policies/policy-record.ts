import { z } from "zod";
import type { PolicyRecord, PolicyState } from "../../lib/contracts/policies.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import { streamName } from "../db/stream-number.ts";

/** A row of `policy`, read by Prisma or by pg. */
export interface PolicyRow {
  readonly stream: number;
  readonly version: number;
  readonly body: unknown;
  readonly reason: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly activeFrom: bigint | null;
  readonly activatedAt: Date | null;
}

const rowSchema = z.object({
  stream: z.number().int(),
  version: z.number().int(),
  body: z.unknown(),
  reason: z.string(),
  author: z.string(),
  createdAt: z.date(),
  activeFrom: z.coerce.bigint().nullable(),
  activatedAt: z.date().nullable(),
});

/** What `policyRow` reads. */
export const policyColumns = `stream, version, body, reason, author, created_at AS "createdAt",
  active_from AS "activeFrom", activated_at AS "activatedAt"`;

export function policyRow(row: Readonly<Record<string, unknown>> | undefined): PolicyRow {
  return rowSchema.parse(row);
}

function stateOf({ version, activeFrom }: PolicyRow, live: number | null): PolicyState {
  if (live !== null && version === live) return "live";
  return activeFrom === null && (live === null || version > live) ? "waiting" : "retired";
}

/** A published version as the API shows it. The row's version counts, whatever the body says. */
export function policyRecord(row: PolicyRow, live: number | null): PolicyRecord {
  const { version, reason, author } = row;
  const body = typeof row.body === "object" && row.body !== null ? { ...row.body, version } : row.body;
  return {
    stream: streamName(row.stream),
    version,
    state: stateOf(row, live),
    body: policySchema.parse(body),
    reason,
    author,
    createdAt: row.createdAt.toISOString(),
    activeFrom: row.activeFrom === null ? null : Number(row.activeFrom),
    activatedAt: row.activatedAt?.toISOString() ?? null,
  };
}
