import { z } from "zod";
import { type AuditFilters, auditOutcomeSchema } from "../../lib/contracts/audit.ts";
import { parseInput } from "../http/parse-input.ts";

const outcomesSchema = z.object({
  outcome: z
    .string()
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(auditOutcomeSchema))
    .optional(),
});

/** Text for LIKE that means itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** A name that ends in a separator stands for all that begin with it. */
function named(column: string, value: string, add: (value: unknown) => string): string {
  return /[.:]$/.test(value) ? `${column} LIKE ${add(`${literally(value)}%`)}` : `${column} = ${add(value)}`;
}

/** Words as a tsquery: all of them, each by its beginning. Null where the text holds none. */
function wordQuery(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(" & ");
}

export interface AuditWhere {
  /** Conditions over `audit_entry`, joined by AND; `true` where there is none. */
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** The filters of a query as conditions; a value that does not exist is refused by name. */
export function auditWhere(query: AuditFilters, more: (add: (value: unknown) => string) => string[]): AuditWhere {
  const params: unknown[] = [];
  const add = (value: unknown) => {
    params.push(value);
    return `$${params.length}`;
  };
  const { outcome } = parseInput(outcomesSchema, query, "query");
  const where = more(add);
  if (query.actor) where.push(`actor = ${add(query.actor)}`);
  if (query.action) where.push(named("action", query.action, add));
  if (query.resource) where.push(named("resource", query.resource, add));
  if (outcome && outcome.length > 0) {
    where.push(`outcome = ANY(${add(outcome)}::text[])`);
    // Said once more in the words of the index of what did not go well.
    if (!outcome.includes("success")) where.push("outcome <> 'success'");
  }
  if (query.from) where.push(`at >= ${add(query.from)}::timestamptz`);
  if (query.to) where.push(`at < ${add(query.to)}::timestamptz`);
  if (query.q) {
    const words = wordQuery(query.q);
    where.push(
      words === null
        ? "false"
        : `audit_words(actor, action, resource, address, before, after) @@ to_tsquery('simple', ${add(words)})`,
    );
  }
  return { sql: where.length === 0 ? "true" : where.join(" AND "), params };
}
