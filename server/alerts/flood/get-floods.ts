import type { StreamName } from "../../../lib/contracts/common.ts";
import type { Flood, FloodStanding } from "../../../lib/contracts/floods.ts";
import type { Database } from "../../db/prisma.ts";
import { streamNumbers } from "../../db/stream-number.ts";

/** The flood that lasts, and the latest that ended. */
export async function getFloods(db: Database, stream: StreamName): Promise<FloodStanding> {
  const latest = await db.flood.findMany({
    where: { stream: streamNumbers[stream] },
    orderBy: { number: "desc" },
    take: 2,
  });
  const floods = await Promise.all(latest.map((flood) => asFlood(db, stream, flood)));
  return {
    current: floods.find(({ endedAt }) => endedAt === null) ?? null,
    last: floods.find(({ endedAt }) => endedAt !== null) ?? null,
  };
}

type FloodRecord = Awaited<ReturnType<Database["flood"]["findMany"]>>[number];

async function asFlood(db: Database, name: StreamName, record: FloodRecord): Promise<Flood> {
  const { stream, number, rows, beganAt, endedAt, inMinute, inQuarter, usual, findings, folded, origins } = record;
  return {
    stream: name,
    number,
    beganAt: beganAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    inMinute,
    inQuarter,
    usual,
    findings: Number(findings),
    folded: Number(folded),
    rows: rows ?? (await db.alert.count({ where: { stream, flood: number } })),
    origins,
  };
}
