import { useQuery } from "@tanstack/react-query";
import { alertDetailSchema } from "../../lib/contracts/alerts.ts";
import { alertKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import { withRowInDetail } from "./alert-cache.ts";

/** One alert with its explanation, evidence and activity. */
export function useAlert(id: number) {
  return useQuery({
    queryKey: alertKeys.detail(id),
    queryFn: ({ signal }) =>
      fetchThenCatchUp(
        () => request(alertDetailSchema, `/api/v1/alerts/${id}`, { signal }),
        (detail, message) => (message.kind === "alert" ? withRowInDetail(detail, message.body.alert) : detail),
      ),
  });
}
