import { z } from "zod";
import { modelTrialSchema } from "../../../lib/contracts/model-trial.ts";
import type { ModelRow } from "../../../lib/contracts/models.ts";
import type { RunStatement } from "../../db/run-statement.ts";
import { streamName } from "../../db/stream-number.ts";
import { checkPromotable } from "../../models/check-promotable.ts";
import { lockModels, readModel } from "../../models/lock-models.ts";
import { checkSeen, putInForce, wordsOfChampion } from "../../models/put-in-force.ts";
import { readableBefore } from "../../models/readable-before.ts";
import type { Applied, Applier } from "../applier.ts";
import { orRefusal } from "../or-refusal.ts";
import type { RequestRecord } from "../request-record.ts";

const payloadSchema = z.object({
  /** What would score; null: the detectors without a trained model. */
  id: z.number().int().nullable(),
  digest: z.string().nullable(),
  seenChampion: z.number().int().nullable(),
  reason: z.string(),
});
type Payload = z.infer<typeof payloadSchema>;
const evidenceSchema = z.object({ trial: modelTrialSchema });

/** The champion as it was seen, where what would follow it can still do so. AppError: it cannot. */
async function checkStillPossible(run: RunStatement, { kind, stream }: RequestRecord, payload: Payload) {
  const { id, seenChampion } = payload;
  if (kind === "model.promote" && id !== null) return checkPromotable(run, { id, seenChampion });
  return checkSeen(run, streamName(stream), seenChampion);
}

async function isAsSeen(run: RunStatement, request: RequestRecord, { id, digest }: Payload): Promise<boolean> {
  const model: ModelRow | null = id === null ? null : await readModel(run, id);
  if ((model?.digest ?? null) !== digest) return false;
  return request.kind === "model.promote" || (await readableBefore(run, streamName(request.stream))) === id;
}

async function apply(run: RunStatement, request: RequestRecord, actor: Parameters<Applier>[2]): Promise<Applied> {
  const payload = payloadSchema.parse(request.payload);
  const { trial } = evidenceSchema.parse(request.evidence);
  const stream = streamName(request.stream);
  await lockModels(run, stream);
  const champion = await checkStillPossible(run, request, payload);
  if (!(await isAsSeen(run, request, payload))) return { ok: false, outcome: "It would lead to another model by now." };
  const { model, pushes } = await putInForce(run, {
    ...{ stream, champion, next: payload.id, reason: payload.reason, author: request.requestedName, actor, trial },
    action: request.kind === "model.promote" ? "model.promote" : "model.rollBack",
    request: request.id,
  });
  const outcome = `${stream} is scored by ${wordsOfChampion(model)}.`;
  return { ok: true, outcome, done: { champion: payload.id }, pushes };
}

/** Lets score what was seen and tried: the very bytes, after the very champion. */
export const applyModelInForce: Applier = (run, request, actor) => orRefusal(() => apply(run, request, actor));
