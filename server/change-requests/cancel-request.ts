import type { ChangeRequest } from "../../lib/contracts/change-requests.ts";
import { actorOf } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { requireUser } from "../http/require-user.ts";
import { appendPush } from "../realtime/append-push.ts";
import type { Caller } from "../responses/check-permitted.ts";
import { closeRequest } from "./close-request.ts";
import { lockRequest, readRequest, requestRow } from "./request-record.ts";

interface Cancelling {
  readonly id: number;
  readonly reason: string;
  readonly caller: Caller;
}

/** Withdraws an open request: whoever asked, or anybody with the right to stop what lets more through. */
export function cancelRequest(app: App, { id, reason, caller }: Cancelling): Promise<ChangeRequest> {
  requireUser(caller.principal);
  return inTransaction(app.pool, async (run) => {
    const record = await lockRequest(run, id);
    if (record.state !== "open") {
      throw new AppError("conflict", { detail: `It is ${record.state}.`, current: requestRow(record) });
    }
    const push = await closeRequest(run, record, { state: "cancelled", actor: actorOf(caller), outcome: reason });
    const after = await readRequest(run, id);
    await appendPush(run, [push]);
    return requestRow(after);
  });
}
