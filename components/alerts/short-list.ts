import { queryString } from "../data/request.ts";

/** The most severe first; in a flood by lanes, or its decoys would hide the one attack. */
export type ShortOrder = "severity" | "lanes";

export interface ShortList {
  readonly order: ShortOrder;
  readonly filters: Readonly<Record<string, string>>;
  readonly limit: number;
}

/** Lanes know nothing of severity: the many small alerts of every day would stand before a flood's one attack. */
const amongOf = {
  severity: [{}],
  lanes: [{ severity: "high,critical" }, { severity: "medium,low,informational" }],
} as const satisfies Readonly<Record<ShortOrder, readonly object[]>>;

/**
 * What is asked for a few alerts, one list after the other, and for how many there are in each status: what picks out the
 * few narrows no count.
 */
export function shortListQueries({ order, filters, limit }: ShortList): {
  readonly lists: readonly string[];
  readonly counts: string;
} {
  const { status = "", ...others } = filters;
  return {
    lists: amongOf[order].map((among) => queryString({ ...others, ...among, status, sort: order, limit })),
    counts: queryString(others),
  };
}
