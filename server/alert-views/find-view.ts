import type { UserPrincipal } from "../auth/principal.ts";
import type { AlertView } from "../db/generated/client.ts";
import { Sql, type Transaction } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";
import { checkMayShare } from "./check-may-share.ts";

/** Locks a view that a person is about to change: their own, or a shared one if they may. Others' do not exist. */
export async function findView(tx: Transaction, id: number, user: UserPrincipal): Promise<AlertView> {
  await tx.$queryRaw(Sql.sql`SELECT id FROM alert_view WHERE id = ${BigInt(id)}::bigint FOR UPDATE`);
  const view = await tx.alertView.findUnique({ where: { id: BigInt(id) } });
  if (view === null || (view.owner !== null && view.owner !== user.id)) {
    throw new AppError("not_found", { detail: `There is no view ${id} of yours.` });
  }
  if (view.owner === null) checkMayShare(user);
  return view;
}
