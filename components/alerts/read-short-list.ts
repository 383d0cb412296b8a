import { alertPageSchema, alertSummarySchema } from "../../lib/contracts/alert-query.ts";
import { queryString, request } from "../data/request.ts";

interface ShortList {
  readonly filters: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** The first alerts under the filters, most severe first, and how many there are in each status. */
export async function readShortList({ filters, limit, signal }: ShortList) {
  const { status = "", ...others } = filters;
  const list = queryString({ ...others, status, sort: "severity", limit });
  const [page, { counts }] = await Promise.all([
    request(alertPageSchema, `/api/v1/alerts${list}`, { signal }),
    request(alertSummarySchema, `/api/v1/alerts/summary${queryString(others)}`, { signal }),
  ]);
  return { ...page, counts };
}
