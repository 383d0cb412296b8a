import type { AuditExportQuery, AuditRow } from "../../lib/contracts/audit.ts";
import { csvCell } from "../../lib/contracts/csv-cell.ts";
import type { Pool } from "../db/pg.ts";
import { AppError } from "../http/app-error.ts";
import { auditWhere } from "./audit-filters.ts";
import { readEntries } from "./list-audit.ts";
import { readRecord } from "./read-record.ts";

const pageSize = 500;

/** All that the filters let through, newest first, a page in memory at a time. */
async function* filtered(pool: Pool, { format: _format, ...filters }: AuditExportQuery): AsyncGenerator<AuditRow> {
  let below: bigint | null = null;
  for (;;) {
    const rows: AuditRow[] = await readEntries(pool, { filters, below, limit: pageSize });
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < pageSize || last === undefined) return;
    below = BigInt(last.id);
  }
}

const csvColumns = [
  "id",
  "at",
  "actorKind",
  "actor",
  "address",
  "action",
  "resource",
  "outcome",
  "before",
  "after",
  "requestId",
  "seal",
  "hash",
] as const;

async function* csvLines(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  yield `${csvColumns.join(",")}\r\n`;
  for await (const row of rows) yield `${csvColumns.map((column) => csvCell(row[column])).join(",")}\r\n`;
}

async function* jsonLines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

/** What an export is called, what it is, and its text piece by piece. */
export interface AuditExport {
  readonly fileName: string;
  readonly contentType: string;
  readonly text: AsyncGenerator<string>;
}

/** The record as a file: what a filter lets through as NDJSON or CSV, or all of it in the form that can be verified. */
export function exportAudit(pool: Pool, query: AuditExportQuery, now: Date): AuditExport {
  const { format, ...filters } = query;
  // Refused here, and not once the answer has begun.
  auditWhere(filters, () => []);
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, "");
  if (format === "csv") {
    const text = csvLines(filtered(pool, query));
    return { fileName: `tideline-audit-${stamp}.csv`, contentType: "text/csv; charset=utf-8", text };
  }
  const contentType = "application/x-ndjson; charset=utf-8";
  if (format === "ndjson") {
    return { fileName: `tideline-audit-${stamp}.ndjson`, contentType, text: jsonLines(filtered(pool, query)) };
  }
  const set = Object.entries(filters).find(([, value]) => value !== undefined && value !== "");
  if (set !== undefined) {
    const message = "The record for verification is whole: no filter goes with it.";
    throw new AppError("invalid_request", { fields: [{ path: `query.${set[0]}`, message }] });
  }
  return { fileName: `tideline-record-${stamp}.ndjson`, contentType, text: jsonLines(readRecord(pool, now)) };
}
