import type { SourceZone } from "../../lib/contracts/sources.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";

/** The zone by the name that time zone tables give it, or `invalid_request`. */
function checkedZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone;
  } catch (cause) {
    const fields = [{ path: "body.zone", message: "No such time zone: name one as Europe/Vienna, or UTC." }];
    throw new AppError("invalid_request", { detail: "Some fields are not valid.", fields, cause });
  }
}

interface ZoneChange {
  readonly id: number;
  readonly zone: string;
  readonly actor: Actor;
}

/** Sets the time zone in which a source's times are read that name none; it holds for records that come from now on. */
export function setZone(db: Database, { id, zone, actor }: ZoneChange): Promise<SourceZone> {
  const checked = checkedZone(zone);
  return db.$transaction(async (tx) => {
    const select = { id: true, name: true, format: true, zone: true } as const;
    await tx.$queryRaw(Sql.sql`SELECT 1 FROM source WHERE id = ${id} FOR UPDATE`);
    const before = await tx.source.findUnique({ where: { id }, select });
    if (before === null) throw new AppError("not_found");
    if (before.zone === checked) return before;
    const after = await tx.source.update({ where: { id }, data: { zone: checked }, select });
    const resource = `source:${id}`;
    await writeAudit(tx, { actor, action: "source.zone", resource, outcome: "success", before, after });
    await tx.$executeRaw(Sql.sql`SELECT pg_notify('tideline_sources', '')`);
    return after;
  });
}
