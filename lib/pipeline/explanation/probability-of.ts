import { Judge } from "../../detectors/judge.ts";
import type { ScoreBasis } from "./explain-score.ts";

/** The calibrated probability of an attack that the trained model in force gives; null without one. */
export function probabilityOf({ vector, snapshot, references, model }: ScoreBasis): number | null {
  if (model === null) return null;
  const judge = new Judge(snapshot?.seed ?? 0);
  judge.margin(vector, 0, { snapshot, references, champion: model.served });
  return model.served.probability(judge.logOdds);
}
