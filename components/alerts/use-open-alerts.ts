import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { alertKeys } from "../data/keys.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { withRow } from "./alert-cache.ts";
import { readShortList } from "./read-short-list.ts";

const shownAlerts = 50;

/** The most severe open alerts and how many there are in each status; read again a second after one changes. */
export function useOpenAlerts(stream: StreamName) {
  return useQuery({
    queryKey: alertKeys.open(stream),
    queryFn: ({ signal }) =>
      fetchThenCatchUp(
        () => readShortList({ filters: { stream, status: "new,in_progress" }, limit: shownAlerts, signal }),
        (page, message) => (message.kind === "alert" ? withRow(page, message.body.alert) : page),
      ),
  });
}
