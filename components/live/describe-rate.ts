import type { LiveRate } from "../../lib/contracts/live.ts";
import { formatCount, formatRate } from "../display/format.ts";

/** A small share as people say it: `1 in 4,120`; `none` where it is 0. */
export function oneIn(share: number): string {
  return share > 0 ? `1 in ${formatCount(Math.max(1, 1 / share))}` : "none";
}

/** This many times the target is worth a colour. */
const muchMore = 2;
/** With fewer events over the threshold, had or expected, a ratio says nothing. */
const fewestEvents = 5;

export interface RateWords {
  readonly name: string;
  readonly value: string;
  /** Far above the target. */
  readonly over: boolean;
}

/** Realised rates in words, each against what it is measured by. */
export function describeRate({ target, range, lastHour }: LiveRate): RateWords[] {
  const share = range.events > 0 ? range.flagged / range.events : 0;
  const measured = target !== null && Math.max(range.flagged, range.events * target.share) >= fewestEvents;
  const ratio = measured && target !== null ? share / target.share : null;
  const times = ratio === null ? "" : ` · ${formatRate(ratio)}× the target`;
  return [
    { name: "Over notify", value: `${oneIn(share)}${times}`, over: ratio !== null && ratio >= muchMore },
    {
      name: "Target",
      value: target === null ? "no policy" : `${oneIn(target.share)} ${target.stated ? "stated" : "by its score"}`,
      over: false,
    },
    {
      name: "Alerts an hour",
      value: `${formatRate(range.alerts / Math.max(range.hours, 1 / 60))} in range · ${formatCount(lastHour.alerts)} in the last`,
      over: false,
    },
  ];
}
