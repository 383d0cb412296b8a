import { type QueryClient, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { alertPageSchema } from "../../lib/contracts/alert-query.ts";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import type { Session } from "../../lib/contracts/session.ts";
import { type AlertListQuery, alertKeys, sessionKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { updateShown } from "../display/shown-rows.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { rowsOf } from "./alert-cache.ts";
import { catchUpPage } from "./catch-up-page.ts";

const pageSize = 100;
const nothing: readonly AlertRow[] = [];

const emailOf = (client: QueryClient) => client.getQueryData<Session>(sessionKeys.current)?.user.email ?? "";

/** A filtered list, page by page, whose shown rows never move by themselves. */
export function useAlertList(query: AlertListQuery) {
  const client = useQueryClient();
  const pages = useInfiniteQuery({
    queryKey: alertKeys.list(query),
    // An empty cursor is left out of the request: the first page.
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      fetchThenCatchUp(
        () =>
          request(alertPageSchema, `/api/v1/alerts${queryString({ ...query, limit: pageSize, cursor: pageParam })}`, {
            signal,
          }),
        (page, message) => catchUpPage(page, message, { query, me: emailOf(client), isFirst: pageParam === "" }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  const known = rowsOf(pages.data);
  const listId = JSON.stringify(query);
  const [kept, setKept] = useState({ listId, rows: nothing });
  const { rows, held } = updateShown(kept.listId === listId ? kept.rows : nothing, known);
  // State that follows the data without an effect, so that no frame shows the rows of another list.
  if (kept.listId !== listId || kept.rows !== rows) setKept({ listId, rows });

  const showHeld = async () => {
    setKept({ listId, rows: nothing });
    // Any order but the newest first is the server's to make.
    if (query.sort !== "newest") await pages.refetch();
  };
  return { ...pages, rows, heldCount: held.length, showHeld };
}
