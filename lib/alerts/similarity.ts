/** What of an alert is compared with another. */
export interface ComparedAlert {
  readonly findingKey: string;
  /** Lead first. */
  readonly detectors: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly { readonly kind: string; readonly name: string }[];
  readonly contributions: readonly { readonly detector: string; readonly value: number }[];
}

export interface Similarity {
  /** 0-1. */
  readonly similarity: number;
  /** What they share, in words. */
  readonly shared: readonly string[];
}

const weights = { detector: 0.3, technique: 0.15, entity: 0.3, contributions: 0.25 } as const;

/**
 * How alike two alerts are: the weighted mean of whether they have the same lead detector (a half if one's lead is only
 * among the other's), of the share of techniques and of entities in common (Jaccard), and of the cosine of what the
 * detectors contributed. A part that neither has (techniques, mostly) does not count. Symmetric; 1 for equals.
 */
export function compareAlerts(left: ComparedAlert, right: ComparedAlert): Similarity {
  const nameOf = ({ kind, name }: ComparedAlert["entities"][number]) => `${kind} ${name}`;
  const entities = overlap(left.entities.map(nameOf), right.entities.map(nameOf));
  const techniques = overlap(left.techniques, right.techniques);
  const detector = compareLeads(left.detectors, right.detectors);
  const parts = [
    { weight: weights.detector, value: detector },
    { weight: weights.technique, value: techniques.share },
    { weight: weights.entity, value: entities.share },
    { weight: weights.contributions, value: cosine(left.contributions, right.contributions) },
  ].flatMap(({ weight, value }) => (value === null ? [] : [{ weight, value }]));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const sum = parts.reduce((all, { weight, value }) => all + weight * value, 0);
  return {
    similarity: total === 0 ? 0 : sum / total,
    shared: [
      ...(left.findingKey === right.findingKey ? ["same finding"] : detector === 1 ? ["same detector"] : []),
      ...techniques.common.map((technique) => `technique ${technique}`),
      ...entities.common.map((name) => `same ${name}`),
    ],
  };
}

function compareLeads(left: readonly string[], right: readonly string[]): number | null {
  const [ours, theirs] = [left[0], right[0]];
  if (ours === undefined || theirs === undefined) return ours === theirs ? null : 0;
  if (ours === theirs) return 1;
  return left.includes(theirs) || right.includes(ours) ? 0.5 : 0;
}

/** Null where both are empty: there is nothing to compare. */
function overlap(
  left: readonly string[],
  right: readonly string[],
): { share: number | null; common: readonly string[] } {
  const [ours, theirs] = [new Set(left), new Set(right)];
  const common = [...ours].filter((name) => theirs.has(name));
  const either = ours.size + theirs.size - common.length;
  return { share: either === 0 ? null : common.length / either, common };
}

/** Null where one has no contribution at all. */
function cosine(left: ComparedAlert["contributions"], right: ComparedAlert["contributions"]): number | null {
  const theirs = new Map(right.map(({ detector, value }) => [detector, value]));
  const dot = left.reduce((sum, { detector, value }) => sum + value * (theirs.get(detector) ?? 0), 0);
  const lengthOf = (parts: ComparedAlert["contributions"]) =>
    Math.sqrt(parts.reduce((sum, { value }) => sum + value * value, 0));
  const lengths = lengthOf(left) * lengthOf(right);
  return lengths === 0 ? null : Math.min(1, Math.max(0, dot / lengths));
}
