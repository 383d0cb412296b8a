import type { StreamName } from "../../lib/contracts/common.ts";
import type { ExceptionUses } from "../../lib/contracts/policies.ts";
import type { Database } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";

/** What each exception has covered, those of earlier versions included: there are at most thirty in each. */
export async function listExceptionUses(db: Database, stream: StreamName): Promise<ExceptionUses> {
  const rows = await db.exceptionUse.findMany({
    where: { stream: streamNumbers[stream] },
    orderBy: { lastOffset: "desc" },
    take: 1000,
  });
  return {
    items: rows.map(({ exception, events, lastOffset, lastTime }) => ({
      id: exception,
      events: Number(events),
      lastOffset: Number(lastOffset),
      lastTime: lastTime.toISOString(),
    })),
  };
}
