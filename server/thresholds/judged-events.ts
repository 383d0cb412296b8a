import type { FieldEstimates } from "../../lib/contracts/thresholds.ts";
import type { FieldEstimate, RecallEstimate } from "../../lib/thresholds/adapt/field-estimates.ts";

/**
 * What the guard made of the newest verdict on each alert and spot check: rows of `judged` with stratum, attack, margin and the
 * chance that was recorded. $1: the stream, $2: the guard. Figures count what the guard took up in time, and nothing else:
 * a verdict that comes too late is mostly asked for by what was found meanwhile, and would bend them.
 */
export const withJudged = `
  WITH newest AS (
    SELECT DISTINCT ON (kind, request ->> 'id') kind, request ->> 'id' AS id, payload, answer
    FROM guard_input WHERE stream = $1 AND number > $2 AND kind IN ('alert', 'spotCheck')
    ORDER BY kind, request ->> 'id', number DESC),
  judged AS (
    SELECT CASE WHEN n.kind = 'alert' THEN 'alert' WHEN c.near THEN 'near' ELSE 'far' END AS stratum,
      step ->> 'outcome' = 'attack' AS attack, n.payload -> 'events' -> (s.place::int - 1) AS event
    FROM newest n CROSS JOIN LATERAL jsonb_array_elements(n.answer -> 'steps') WITH ORDINALITY AS s (step, place)
    LEFT JOIN spot_check c ON n.kind = 'spotCheck' AND c.id = n.id::bigint
    WHERE step ->> 'outcome' IN ('counted', 'attack', 'frozen') AND (n.kind = 'alert' OR c.id IS NOT NULL))`;

export type Stratum = "alert" | "near" | "far";

type FieldFigure = FieldEstimates["recall"];

/** Why a figure is missing, with what is sure of it all the same. */
export const tooFew = (reason: string, atLeast: number | null = null): FieldFigure => ({
  kind: "tooFew",
  reason,
  atLeast,
});

export const figureOf = (found: FieldEstimate | null, reason: string): FieldFigure =>
  found === null ? tooFew(reason) : { kind: "interval", ...found };

export const recallFigure = (recall: RecallEstimate): FieldFigure =>
  recall.kind === "interval"
    ? recall
    : tooFew(`${recall.misses} of the 20 attacks among spot checks that an estimate takes.`, recall.atLeast);
