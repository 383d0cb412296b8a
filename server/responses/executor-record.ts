import { z } from "zod";
import { type Executor, executorSchema } from "../../lib/contracts/executors.ts";
import { executorKindSchema } from "../../lib/contracts/responses.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";

const recordSchema = z.object({
  id: z.number().int(),
  stream: z.number().int(),
  name: z.string(),
  kind: executorKindSchema,
  enabled: z.boolean(),
  isDefault: z.boolean(),
  url: z.string().nullable(),
  /** Encrypted. */
  secret: z.instanceof(Uint8Array).nullable(),
  idempotent: z.boolean(),
  version: z.number().int(),
  updatedAt: z.date(),
  updatedBy: z.string(),
});
export type ExecutorRecord = z.infer<typeof recordSchema>;

export const executorColumns = `id, stream, name, kind, enabled, is_default AS "isDefault", url, secret, idempotent,
  version, updated_at AS "updatedAt", updated_by AS "updatedBy"`;

export function executorRecord(row: Readonly<Record<string, unknown>> | undefined): ExecutorRecord {
  return recordSchema.parse(row);
}

/** The executor as the API shows it: without its secret. */
export function executorRow({ secret, stream, updatedAt, ...shown }: ExecutorRecord): Executor {
  return executorSchema.parse({
    ...shown,
    stream: streamName(stream),
    hasSecret: secret !== null,
    updatedAt: updatedAt.toISOString(),
  });
}

/** The executor with this id; `lock` keeps it as it is until the transaction ends. */
export async function readExecutor(
  run: RunStatement,
  id: number,
  lock: "" | "FOR UPDATE" | "FOR SHARE" = "",
): Promise<ExecutorRecord | null> {
  const { rows } = await run(`SELECT ${executorColumns} FROM executor WHERE id = $1 ${lock}`, [id]);
  return rows[0] === undefined ? null : executorRecord(rows[0]);
}

/** The one that was named, which has to be of the stream and switched on, or the stream's default. */
export async function chooseExecutor(
  run: RunStatement,
  { stream, id }: { readonly stream: number; readonly id: number | undefined },
): Promise<ExecutorRecord> {
  const chosen = id === undefined ? "is_default" : "id = $2";
  const sql = `SELECT ${executorColumns} FROM executor WHERE stream = $1 AND enabled AND ${chosen} LIMIT 1`;
  const { rows } = await run(sql, id === undefined ? [stream] : [stream, id]);
  if (rows[0] !== undefined) return executorRecord(rows[0]);
  const detail =
    id === undefined
      ? "The stream has no default executor that is switched on."
      : `The stream has no executor ${id} that is switched on.`;
  throw new AppError("unprocessable", { detail });
}
