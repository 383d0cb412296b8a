import type { SimilarAlerts } from "../../lib/contracts/alert-query.ts";
import { type Verdict, verdictSchema } from "../../lib/contracts/alerts.ts";
import type { Database } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";
import { alertRow } from "./alert-row.ts";

const mostOfFinding = 10;
const mostOfEntity = 10;

/** Alerts of the same finding, then others of the same entities, newest first, and what was decided of them. */
export async function listSimilar(db: Database, id: number): Promise<SimilarAlerts> {
  const alert = await db.alert.findUnique({
    where: { id: BigInt(id) },
    select: { stream: true, findingKey: true, entityIds: true },
  });
  if (alert === null) throw new AppError("not_found", { detail: `There is no alert ${id}.` });
  const { stream, findingKey, entityIds } = alert;
  const other = { stream, id: { not: BigInt(id) } };
  const ofFinding = { ...other, findingKey };
  const ofEntity = { ...other, findingKey: { not: findingKey }, entityIds: { hasSome: entityIds } };
  const [finding, entity, decided] = await Promise.all([
    db.alert.findMany({ where: ofFinding, orderBy: { id: "desc" }, take: mostOfFinding }),
    entityIds.length === 0 ? [] : db.alert.findMany({ where: ofEntity, orderBy: { id: "desc" }, take: mostOfEntity }),
    db.alert.groupBy({ by: ["verdict"], where: { ...ofFinding, status: "resolved" }, _count: { _all: true } }),
  ]);
  const verdicts = decided.flatMap(({ verdict, _count }): { verdict: Verdict; count: number }[] => {
    const known = verdictSchema.safeParse(verdict);
    return known.success ? [{ verdict: known.data, count: _count._all }] : [];
  });
  return {
    items: [
      ...finding.map((row) => ({ ...alertRow(row), because: "finding" as const })),
      ...entity.map((row) => ({ ...alertRow(row), because: "entity" as const })),
    ],
    verdicts: verdicts.sort((left, right) => right.count - left.count),
  };
}
