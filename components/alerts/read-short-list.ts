import { alertPageSchema, alertSummarySchema } from "../../lib/contracts/alert-query.ts";
import { request } from "../data/request.ts";
import { type ShortList, shortListQueries } from "./short-list.ts";

/** The first alerts under the filters, and how many there are in each status. */
export async function readShortList({ signal, ...asked }: ShortList & { readonly signal: AbortSignal }) {
  const { list, counts: counted } = shortListQueries(asked);
  const [page, { counts }] = await Promise.all([
    request(alertPageSchema, `/api/v1/alerts${list}`, { signal }),
    request(alertSummarySchema, `/api/v1/alerts/summary${counted}`, { signal }),
  ]);
  return { ...page, counts };
}
