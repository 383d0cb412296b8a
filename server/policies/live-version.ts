import type { DatabaseOrTransaction } from "../db/prisma.ts";

/** The version of a stream's policy that scoring has taken up last; null before there is any. */
export async function readLiveVersion(db: DatabaseOrTransaction, stream: number): Promise<number | null> {
  const row = await db.policyVersion.findFirst({
    where: { stream, activeFrom: { not: null } },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  return row?.version ?? null;
}
