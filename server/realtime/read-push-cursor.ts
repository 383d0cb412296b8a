import type { Live } from "../../lib/contracts/live.ts";
import type { DatabaseOrTransaction } from "../db/prisma.ts";

/** The last committed push message: what is read after this call contains at least what it says. */
export async function readPushCursor(db: DatabaseOrTransaction): Promise<Live["cursor"]> {
  const { epoch, next } = await db.pushHead.findUniqueOrThrow({ where: { id: 1 } });
  return { epoch, number: Number(next) - 1 };
}
