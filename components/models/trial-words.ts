import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import { formatCount } from "../display/format.ts";

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** What the trial says around its figures. */
export const trialText = {
  title: "Tried on recent events",
  table: "In force and tried",
  trying: "Trying it on recent events",
  warning: "Warning:",
  withoutModel: "Detectors alone",
  lost: "true positives would not be raised",
  moved: (share: number) => `${percent(share)} of the events have a score that differs by more than 10.`,
  newly: (count: number) => `Newly reported: ${count} with the highest scores, one of each origin`,
  noLonger: (count: number) => `No longer reported: ${count} with the highest scores, one of each origin`,
  typeName: (name: string) => `Type ${name} to promote it all the same`,
} as const;

const hourMs = 3_600_000;

function lengthOf(fromMs: number, toMs: number): string {
  const hours = (toMs - fromMs) / hourMs;
  if (hours >= 1.5) return `${Math.round(hours)} hours`;
  return `${Math.max(1, Math.round(hours * 60))} minutes`;
}

/** Which events were tried, and under what. */
export function saySpan({ events }: Pick<ModelTrial, "events">): string {
  const { tried, from, to, blocks, ofBlocks } = events;
  if (tried === 0 || from === null || to === null) return "No scored events of the last day are kept.";
  const which =
    blocks < ofBlocks
      ? `${formatCount(tried)} events spread evenly over the last ${lengthOf(from, to)} (one part in ${Math.round(ofBlocks / Math.max(1, blocks))})`
      : `All ${formatCount(tried)} events of the last ${lengthOf(from, to)}`;
  return `${which}, at the thresholds in force now.`;
}

/** How many, and of them those that matter most. */
export function sayAlerts(counts: ModelTrial["alerts"]["before"]): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const grave = (["critical", "high"] as const).flatMap((name) =>
    (counts[name] ?? 0) > 0 ? [`${formatCount(counts[name] ?? 0)} ${name}`] : [],
  );
  return grave.length === 0 ? formatCount(total) : `${formatCount(total)} (${grave.join(", ")})`;
}

export function sayFound(found: number, { of }: { readonly of: number }): string {
  return `${formatCount(found)} of ${formatCount(of)}`;
}
