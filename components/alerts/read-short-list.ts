import { alertPageSchema, alertSummarySchema } from "../../lib/contracts/alert-query.ts";
import { queryString, request } from "../data/request.ts";

/** The most severe first; in a flood by lanes, or its decoys would hide the one attack. */
export type ShortOrder = "severity" | "lanes";

interface ShortList {
  readonly order: ShortOrder;
  readonly filters: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** The first alerts under the filters, and how many there are in each status. */
export async function readShortList({ order, filters, limit, signal }: ShortList) {
  const { status = "", ...others } = filters;
  const list = queryString({ ...others, status, sort: order, limit });
  const [page, { counts }] = await Promise.all([
    request(alertPageSchema, `/api/v1/alerts${list}`, { signal }),
    request(alertSummarySchema, `/api/v1/alerts/summary${queryString(others)}`, { signal }),
  ]);
  return { ...page, counts };
}
