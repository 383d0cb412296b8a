import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { responseSummarySchema } from "../../lib/contracts/response-decisions.ts";
import { responseKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import type { Push } from "../realtime/push-message.ts";
import type { ResponseSummary } from "./apply-response-push.ts";

function withPush(stream: StreamName) {
  return (summary: ResponseSummary, message: Push): ResponseSummary => {
    if (message.kind === "killSwitch") return { ...summary, killSwitch: message.body };
    return message.kind === "response" && message.body.stream === stream
      ? { ...summary, counts: message.body.counts }
      : summary;
  };
}

/** How many responses wait, hold and need a person, and where the kill switch stands; kept current by push. */
export function useResponseSummary(stream: StreamName) {
  return useQuery({
    queryKey: responseKeys.summary(stream),
    queryFn: ({ signal }) =>
      fetchThenCatchUp(
        () => request(responseSummarySchema, `/api/v1/responses/counts${queryString({ stream })}`, { signal }),
        withPush(stream),
      ),
  });
}
