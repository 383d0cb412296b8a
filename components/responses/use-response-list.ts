import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { responsePageSchema } from "../../lib/contracts/response-decisions.ts";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { type ResponseListQuery, responseKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { updateShown } from "../display/shown-rows.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { rowsOf, withRow, withRowOnFirst } from "./response-cache.ts";

const pageSize = 100;
const nothing: readonly ResponseRow[] = [];

/** A tab's responses, page by page, whose shown rows never move by themselves. */
export function useResponseList(query: ResponseListQuery) {
  const pages = useInfiniteQuery({
    queryKey: responseKeys.list(query),
    // An empty cursor is left out of the request: the first page.
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      fetchThenCatchUp(
        () =>
          request(
            responsePageSchema,
            `/api/v1/responses${queryString({ ...query, limit: pageSize, cursor: pageParam })}`,
            { signal },
          ),
        (page, message) => {
          if (message.kind !== "response") return page;
          const { response } = message.body;
          return pageParam === "" ? withRowOnFirst(page, response, query) : withRow(page, response);
        },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  const listId = JSON.stringify(query);
  const [kept, setKept] = useState({ listId, rows: nothing });
  const shown = kept.listId === listId ? kept.rows : nothing;
  const known = rowsOf(pages.data);
  // What has left the tab stays where it is being read, but is not brought back.
  const { rows, held } = updateShown(shown, shown.length > 0 ? known : known.filter((row) => row.tab === query.tab));
  // State that follows the data without an effect, so that no frame shows the rows of another list.
  if (kept.listId !== listId || kept.rows !== rows) setKept({ listId, rows });
  const showHeld = async () => {
    setKept({ listId, rows: nothing });
    await pages.refetch();
  };
  /** Shown rows that belong to another tab by now: they stay until somebody tidies them away. */
  const departed = rows.filter((row) => row.tab !== query.tab).length;
  return { ...pages, rows, departed, heldCount: held.length, showHeld };
}
