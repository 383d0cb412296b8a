import { confidentJoint } from "./confident-joint.ts";
import { type JudgedLabels, probabilityOf } from "./judged-labels.ts";

/** A row whose label is probably wrong. */
export interface WrongLabel {
  readonly row: number;
  readonly label: number;
  /** The class that the models take it for. */
  readonly likely: number;
  /** How much likelier that class is, 0 to 1. */
  readonly lead: number;
}

export interface WrongLabelOptions {
  /**
   * Of no class more than this share is named. Models that take most of a class for another one have not learnt the
   * class, and pruning by them would remove it: a rare attack family, say.
   */
  readonly mostShareOfClass?: number;
}

/**
 * The rows that confident learning would prune, by noise rate ("prune by off-diagonals"): for each pair of classes i, j
 * as many rows labelled i as the joint estimates to be truly j, those first whose j is most ahead of i. Only rows whose
 * j is ahead at all. In the order of the table. O(rows x classes + n log n). RangeError: as `confidentJoint`.
 */
export function findWrongLabels(judged: JudgedLabels, options: WrongLabelOptions = {}): WrongLabel[] {
  const { labels, classes } = judged;
  const { joint } = confidentJoint(judged);
  const suspects = suspectsByPair(judged);
  const found = new Map<number, WrongLabel>();
  for (const [pair, rows] of suspects.entries()) {
    const wanted = Math.round((joint[pair] ?? 0) * labels.length);
    for (const suspect of rows.sort(byLead).slice(0, wanted)) {
      const known = found.get(suspect.row);
      if (known === undefined || suspect.lead > known.lead) found.set(suspect.row, suspect);
    }
  }
  const share = options.mostShareOfClass ?? 0.5;
  const kept = Array.from({ length: classes }, (_, label) => {
    const rows = labels.reduce((count, own) => count + Number(own === label), 0);
    const ofClass = [...found.values()].filter((suspect) => suspect.label === label);
    return ofClass.sort(byLead).slice(0, Math.floor(share * rows));
  });
  return kept.flat().sort((a, b) => a.row - b.row);
}

/** At label x classes + likely the rows labelled so of which the other class is likelier. */
function suspectsByPair(judged: JudgedLabels): WrongLabel[][] {
  const { labels, classes } = judged;
  const pairs = Array.from({ length: classes * classes }, (): WrongLabel[] => []);
  for (const [row, label] of labels.entries()) {
    const own = probabilityOf(judged, row, label);
    for (let likely = 0; likely < classes; likely += 1) {
      const lead = probabilityOf(judged, row, likely) - own;
      if (lead > 0) pairs[label * classes + likely]?.push({ row, label, likely, lead });
    }
  }
  return pairs;
}

function byLead(a: WrongLabel, b: WrongLabel): number {
  return b.lead - a.lead || a.row - b.row;
}
