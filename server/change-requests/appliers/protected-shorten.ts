import { z } from "zod";
import { takeProtection } from "../../responses/change-protected.ts";
import type { Applier } from "../applier.ts";

const payloadSchema = z.object({ id: z.number().int(), kind: z.string(), pattern: z.string(), reason: z.string() });

/** Takes the protection away that was seen; a list that has lost it already is as it was asked for. */
export const applyProtectedShorten: Applier = async (run, request, actor) => {
  const { id, kind, pattern, reason } = payloadSchema.parse(request.payload);
  const author = request.requestedName;
  const removed = await takeProtection(run, { id, kind, pattern, reason, author, actor, request: request.id });
  if (removed === null) return { ok: false, outcome: `${pattern} is not on the list any more.` };
  return { ok: true, outcome: `${pattern} is no longer protected.`, done: removed.entity, pushes: [removed.push] };
};
