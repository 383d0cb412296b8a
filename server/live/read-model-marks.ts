import type { ModelMark } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import type { Database } from "../db/prisma.ts";

/** More than anybody promotes within a range that is looked at; the newest of more. */
const mostMarks = 50;

/** When scoring took up another trained model, or none, within the range; oldest first. */
export async function readModelMarks(db: Database, stream: number, { from, to }: TimeRange): Promise<ModelMark[]> {
  const activations = await db.modelActivation.findMany({
    where: { stream, refusal: null, activatedAt: { gte: new Date(from), lt: new Date(to) } },
    orderBy: { version: "desc" },
    take: mostMarks,
  });
  const ids = activations.flatMap(({ modelId }) => modelId ?? []);
  const models = await db.trainedModel.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, name: true },
  });
  const named = new Map(models.map(({ id, number, name }) => [id, { id: Number(id), number, name }]));
  return activations.reverse().map(({ version, activatedAt, activeFrom, modelId, author, reason }) => ({
    version,
    at: activatedAt?.getTime() ?? 0,
    offset: Number(activeFrom ?? 0),
    model: modelId === null ? null : (named.get(modelId) ?? { id: Number(modelId), number: 0, name: "removed model" }),
    author,
    reason,
  }));
}
