import { z } from "zod";
import { type ComparedAlert, compareAlerts } from "../../lib/alerts/similarity.ts";
import type { SimilarAlerts } from "../../lib/contracts/alert-query.ts";
import { verdictSchema } from "../../lib/contracts/alerts.ts";
import { contributionSchema, entityRefSchema } from "../../lib/contracts/events.ts";
import type { Database } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";
import { alertRow } from "./alert-row.ts";

/** Candidates of each kind that are compared, newest first: a stream's history is not read through. */
const mostCandidates = 60;
const mostShown = 10;
/** What shares next to nothing is no precedent. */
const leastSimilarity = 0.2;

const entitiesSchema = z.array(entityRefSchema.pick({ kind: true, name: true }));

type AlertRecord = Awaited<ReturnType<Database["alert"]["findMany"]>>[number];

function comparedOf({ findingKey, detectors, techniques, entities, contributions }: AlertRecord): ComparedAlert {
  return {
    findingKey,
    detectors,
    techniques,
    entities: entitiesSchema.parse(entities),
    contributions: z.array(contributionSchema).parse(contributions),
  };
}

/** Alerts that share the finding, an entity or the lead detector, those that people have judged among them. */
async function readCandidates(db: Database, alert: AlertRecord): Promise<AlertRecord[]> {
  const { id, stream, findingKey, entityIds, detectors } = alert;
  const other = { stream, id: { not: id } };
  const [lead] = detectors;
  const ofLead = lead === undefined ? null : { ...other, detectors: { has: lead } };
  const wanted = [
    { ...other, findingKey },
    ...(entityIds.length === 0 ? [] : [{ ...other, entityIds: { hasSome: entityIds } }]),
    ...(ofLead === null ? [] : [ofLead, { ...ofLead, verdict: { not: null } }]),
  ];
  const lists = await Promise.all(
    wanted.map((where) => db.alert.findMany({ where, orderBy: { id: "desc" }, take: mostCandidates })),
  );
  return [...new Map(lists.flat().map((row) => [row.id, row])).values()];
}

/** Past alerts most like this one, the most similar first, and what people said of them. The same alerts, the same order. */
export async function listSimilar(db: Database, id: number): Promise<SimilarAlerts> {
  const alert = await db.alert.findUnique({ where: { id: BigInt(id) } });
  if (alert === null) throw new AppError("not_found", { detail: `There is no alert ${id}.` });
  const own = comparedOf(alert);
  const items = (await readCandidates(db, alert))
    .map((row) => ({ row, ...compareAlerts(own, comparedOf(row)) }))
    .filter(({ similarity }) => similarity >= leastSimilarity)
    .sort((a, b) => b.similarity - a.similarity || Number(b.row.id - a.row.id))
    .slice(0, mostShown)
    .map(({ row, similarity, shared }) => ({ ...alertRow(row), similarity, shared: [...shared] }));
  const verdicts = verdictSchema.options.flatMap((verdict) => {
    const count = items.filter((item) => item.verdict === verdict).length;
    return count === 0 ? [] : [{ verdict, count }];
  });
  return { items, verdicts: verdicts.sort((left, right) => right.count - left.count) };
}
