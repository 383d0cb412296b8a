import { actorOf, writeAudit } from "../audit/write-audit.ts";
import { AppError } from "./app-error.ts";
import type { Call, Route } from "./define-route.ts";

/**
 * Records that a known person or key tried to change what it may not. Nobody's attempts are not recorded: anyone could
 * fill the record with them.
 */
export async function auditRefusal(call: Call, route: Route, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || call.principal.kind === "anonymous") return;
  if (error.code !== "forbidden" && error.code !== "cross_site") return;
  try {
    await writeAudit(call.app.db, {
      actor: actorOf(call),
      action: `${route.method} ${route.path}`,
      resource:
        Object.entries(call.params)
          .map(([name, value]) => `${name}:${value}`.slice(0, 200))
          .join(" ") || "-",
      outcome: "failure",
      after: { code: error.code, detail: error.details.detail },
    });
  } catch (failure) {
    // The refusal stands whether or not it can be written down.
    call.app.log.error({ requestId: call.requestId, err: failure }, "A refusal could not be recorded");
  }
}
