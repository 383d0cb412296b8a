import { z } from "zod";
import { playbookBodySchema } from "../../../lib/contracts/playbooks.ts";
import { lockPlaybook, putPlaybook } from "../../responses/put-playbook.ts";
import type { Applier } from "../applier.ts";
import { orRefusal } from "../or-refusal.ts";
import { readNow } from "../read-now.ts";

const payloadSchema = z.union([
  z.object({ id: z.number().int(), basedOn: z.number().int(), body: playbookBodySchema, reason: z.string() }),
  z.object({ id: z.null(), basedOn: z.null(), body: playbookBodySchema, reason: z.string() }),
]);

/** Puts a playbook in force exactly as it was seen; not on top of a version that came meanwhile. */
export const applyPlaybookChange: Applier = (run, request, actor) =>
  orRefusal(async () => {
    const { id, basedOn, body, reason } = payloadSchema.parse(request.payload);
    const before = id === null ? null : await lockPlaybook(run, id, basedOn);
    const { playbook, pushes } = await putPlaybook(run, {
      ...{ stream: request.stream, before, body, reason, actor },
      author: request.requestedName,
      request: request.id,
      now: await readNow(run),
    });
    const { version } = playbook;
    return {
      ok: true,
      outcome: `${body.name} holds as version ${version}.`,
      done: { playbook: playbook.id, version },
      pushes,
    };
  });
