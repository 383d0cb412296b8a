import { alertPageSchema, alertSummarySchema } from "../../lib/contracts/alert-query.ts";
import { request } from "../data/request.ts";
import { type ShortList, shortListQueries } from "./short-list.ts";

/** The first alerts under the filters, and how many there are in each status. */
export async function readShortList({ signal, ...asked }: ShortList & { readonly signal: AbortSignal }) {
  const { lists, counts: counted } = shortListQueries(asked);
  const [{ counts }, ...pages] = await Promise.all([
    request(alertSummarySchema, `/api/v1/alerts/summary${counted}`, { signal }),
    ...lists.map((list) => request(alertPageSchema, `/api/v1/alerts${list}`, { signal })),
  ]);
  return { items: pages.flatMap(({ items }) => items).slice(0, asked.limit), counts };
}
