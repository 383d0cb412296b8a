import { z } from "zod";
import type { PolicyRecord, PolicyState } from "../../lib/contracts/policies.ts";
import { type Policy, policySchema } from "../../lib/thresholds/policy.ts";
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

/** A published version as scoring takes it. The row's version counts, whatever the body says. */
export function storedPolicy({ body, version }: PolicyRow): Policy {
  return policySchema.parse(typeof body === "object" && body !== null ? { ...body, version } : body);
}

/** A published version as the API shows it. */
export function policyRecord(row: PolicyRow, live: number | null): PolicyRecord {
  const { version, reason, author } = row;
  const { zones: _zones, ...body } = storedPolicy(row);
  return {
    stream: streamName(row.stream),
    version,
    state: stateOf(row, live),
    body,
    reason,
    author,
    createdAt: row.createdAt.toISOString(),
    activeFrom: row.activeFrom === null ? null : Number(row.activeFrom),
    activatedAt: row.activatedAt?.toISOString() ?? null,
  };
}
