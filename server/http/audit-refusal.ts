import { actorOf, writeAudit } from "../audit/write-audit.ts";
import { AppError } from "./app-error.ts";
import type { Call, Route } from "./define-route.ts";

/** Refusals of an actor that were too many to be recorded each, until one is recorded again. */
const unrecorded = new Map<string, number>();
const mostActors = 10_000;

function countUnrecorded(actor: string): void {
  if (unrecorded.size < mostActors || unrecorded.has(actor)) unrecorded.set(actor, (unrecorded.get(actor) ?? 0) + 1);
}

/**
 * Records that a known person or key tried to change what it may not. Nobody's attempts are not recorded: anyone could
 * fill the record with them. Of a known one that goes on and on, one a second is recorded, with how many were not.
 */
export async function auditRefusal(call: Call, route: Route, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || call.principal.kind === "anonymous") return;
  if (error.code !== "forbidden" && error.code !== "cross_site") return;
  const actor = actorOf(call);
  if (call.app.limits.take("record", actor.name, call.app.now().getTime()) !== null) {
    countUnrecorded(actor.name);
    return;
  }
  const more = unrecorded.get(actor.name);
  unrecorded.delete(actor.name);
  try {
    await writeAudit(call.app.db, {
      actor,
      action: `${route.method} ${route.path}`,
      resource:
        Object.entries(call.params)
          .map(([name, value]) => `${name}:${value}`.slice(0, 200))
          .join(" ") || "-",
      outcome: "failure",
      after: {
        code: error.code,
        detail: error.details.detail,
        ...(more === undefined ? {} : { unrecordedBefore: more }),
      },
    });
  } catch (failure) {
    // The refusal stands whether or not it can be written down.
    call.app.log.error({ requestId: call.requestId, err: failure }, "A refusal could not be recorded");
  }
}
