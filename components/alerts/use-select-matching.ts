import { useMutation } from "@tanstack/react-query";
import { type AlertFilter, alertFilterSchema, alertIdsSchema } from "../../lib/contracts/alert-query.ts";
import type { AlertListQuery } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import type { AlertSelection } from "./use-selection.ts";

interface MatchingInput {
  readonly query: AlertListQuery;
  readonly selection: AlertSelection;
  /** Whether more match than are listed. */
  readonly hasMore: boolean;
}

/** Choosing beyond what is listed: offered once all that is listed is chosen, while more match. */
export function useSelectMatching({ query, selection, hasMore }: MatchingInput) {
  const { mutate, isPending } = useMutation({
    networkMode: "always",
    mutationFn: (filter: AlertFilter) => request(alertIdsSchema, `/api/v1/alerts/ids${queryString(filter)}`),
  });
  const select = () => {
    if (!isPending) mutate(alertFilterSchema.parse(query), { onSuccess: selection.addMatching });
  };
  const mayOffer = hasMore && selection.matching === null;
  /** The key: first all that are listed, then all that match, then none. */
  const selectAll = () => {
    if (mayOffer && selection.chosenNow().length > 0 && selection.allListedNow()) select();
    else selection.all();
  };
  const offered = mayOffer && selection.ids.size > 0 && selection.allListed;
  return { selectAll, offer: offered ? { select, isPending } : null };
}
