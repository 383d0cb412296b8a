import type { Transaction } from "../db/prisma.ts";
import { Sql } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";

interface Wanted {
  /** Null: shared. */
  readonly owner: string | null;
  readonly name: string;
  /** The view that is being renamed. */
  readonly exceptId: bigint | null;
}

/** Two views of one owner do not share a name. The lock makes of two people who choose it at once a first and a second. */
export async function refuseTakenName(tx: Transaction, { owner, name, exceptId }: Wanted): Promise<void> {
  await tx.$queryRaw(Sql.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`alert_view ${owner ?? ""}`}, 0))::text`);
  const taken = await tx.$queryRaw<{ id: bigint }[]>(Sql.sql`
    SELECT id FROM alert_view WHERE owner IS NOT DISTINCT FROM ${owner}::text AND lower(name) = lower(${name})
      AND id IS DISTINCT FROM ${exceptId}::bigint`);
  if (taken.length === 0) return;
  const message = "There is a view of this name.";
  throw new AppError("invalid_request", { detail: message, fields: [{ path: "body.name", message }] });
}
