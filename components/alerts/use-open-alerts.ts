import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { alertKeys } from "../data/keys.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { withRow } from "./alert-cache.ts";
import { readShortList } from "./read-short-list.ts";
import type { ShortOrder } from "./short-list.ts";

const shownAlerts = 50;

/** The open alerts to look at first and how many there are in each status; read again a second after one changes. */
export function useOpenAlerts(stream: StreamName, order: ShortOrder) {
  return useQuery({
    queryKey: alertKeys.open(stream, order),
    queryFn: ({ signal }) =>
      fetchThenCatchUp(
        () => readShortList({ order, filters: { stream, status: "new,in_progress" }, limit: shownAlerts, signal }),
        (page, message) => (message.kind === "alert" ? withRow(page, message.body.alert) : page),
      ),
    // A flood that begins or ends changes the order, and leaves no hole meanwhile.
    placeholderData: (data, query) => (query?.queryKey[4] === stream ? data : undefined),
  });
}
