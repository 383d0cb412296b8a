import type { AlertMark } from "../../lib/contracts/live.ts";
import { severityOrder } from "../display/severity-order.ts";
import type { Scale } from "./paths.ts";

/** What a mark and its count take, px: marks nearer than that share one. With one figure a target that a finger hits. */
const roomOf = (count: number) => 19 + 7 * String(count).length;

export interface MarkCluster {
  /** Pixel of the first mark in it. */
  readonly at: number;
  readonly worst: AlertMark;
  /** The others, in order of time. */
  readonly others: readonly AlertMark[];
  /** Alerts that it stands for: a mark of a long range may stand for several already. */
  readonly count: number;
}

/** Marks in order of time, each cluster with its most severe, highest scored alert. */
export function clusterMarks(marks: readonly AlertMark[], x: Scale): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  for (const mark of [...marks].sort(byTime)) {
    const last = clusters.at(-1);
    if (last === undefined || x(mark.at) - last.at >= roomOf(last.count)) {
      clusters.push({ at: x(mark.at), worst: mark, others: [], count: mark.count });
      continue;
    }
    const members = [...last.others, last.worst, mark].sort(byTime);
    const worst = worseOf(last.worst, mark);
    const others = members.filter(({ id }) => id !== worst.id);
    clusters[clusters.length - 1] = { at: last.at, worst, others, count: last.count + mark.count };
  }
  return clusters;
}

function byTime(left: AlertMark, right: AlertMark): number {
  return left.at - right.at;
}

function worseOf(left: AlertMark, right: AlertMark): AlertMark {
  const bySeverity = severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity);
  if (bySeverity !== 0) return bySeverity > 0 ? left : right;
  return right.score > left.score ? right : left;
}
