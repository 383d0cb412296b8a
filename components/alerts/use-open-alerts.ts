import { useQuery } from "@tanstack/react-query";
import { alertPageSchema } from "../../lib/contracts/alerts.ts";
import type { StreamName } from "../../lib/contracts/common.ts";
import { alertKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { withRow } from "./alert-cache.ts";

const shownAlerts = 50;

/** The most severe open alerts and how many there are in each status; read again a second after one changes. */
export function useOpenAlerts(stream: StreamName) {
  const search = queryString({ stream, status: "new,in_progress", sort: "severity", limit: shownAlerts });
  return useQuery({
    queryKey: alertKeys.open(stream),
    queryFn: ({ signal }) =>
      fetchThenCatchUp(
        () => request(alertPageSchema, `/api/v1/alerts${search}`, { signal }),
        (page, message) => (message.kind === "alert" ? withRow(page, message.body.alert) : page),
      ),
  });
}
