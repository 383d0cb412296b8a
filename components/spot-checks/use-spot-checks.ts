import { type InfiniteData, type QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type SpotCheck, spotCheckPageSchema } from "../../lib/contracts/thresholds.ts";
import { spotCheckKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { updateShown } from "../display/shown-rows.ts";
import type { SpotCheckState } from "./spot-check-text.ts";

const pageSize = 100;
const nothing: readonly SpotCheck[] = [];
type Pages = InfiniteData<z.infer<typeof spotCheckPageSchema>>;

/** The spot checks of a state, page by page, whose shown rows never move by themselves. */
export function useSpotChecks(stream: StreamName, state: SpotCheckState) {
  const pages = useInfiniteQuery({
    queryKey: spotCheckKeys.list(stream, state),
    // An empty cursor is left out of the request: the first page.
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const search = queryString({ stream, state, limit: pageSize, cursor: pageParam });
      return request(spotCheckPageSchema, `/api/v1/thresholds/spot-checks${search}`, { signal });
    },
    getNextPageParam: (page) => page.nextCursor,
  });
  const listId = `${stream} ${state}`;
  const [kept, setKept] = useState({ listId, rows: nothing });
  const shown = kept.listId === listId ? kept.rows : nothing;
  const known = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const { rows, held } = updateShown(shown, known);
  // State that follows the data without an effect, so that no frame shows the rows of another list.
  if (kept.listId !== listId || kept.rows !== rows) setKept({ listId, rows });
  const renew = async () => {
    await pages.refetch();
    setKept({ listId, rows: nothing });
  };
  return {
    ...pages,
    rows,
    heldCount: held.length,
    judgedCount: rows.filter((row) => row.state !== state).length,
    renew,
  };
}

/** Puts a newer reading of a spot check into every list that has it; answers what puts the old one back. */
export function putSpotCheck(client: QueryClient, row: SpotCheck): () => void {
  const lists = client.getQueriesData<Pages>({ queryKey: spotCheckKeys.lists(row.stream) });
  for (const [key, data] of lists) {
    if (data !== undefined) client.setQueryData<Pages>(key, withRow(data, row));
  }
  return () => {
    for (const [key, data] of lists) client.setQueryData(key, data);
  };
}

function withRow(data: Pages, row: SpotCheck): Pages {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => (item.id === row.id ? row : item)),
  }));
  return { ...data, pages };
}
