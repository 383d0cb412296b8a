import type { QueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { responseQuerySchema, type responseSummarySchema } from "../../lib/contracts/response-decisions.ts";
import type { ResponseDetail, ResponseRow } from "../../lib/contracts/responses.ts";
import { responseKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";
import { type ResponsePages, withRowInDetail, withRowInPages } from "./response-cache.ts";

export type ResponseSummary = z.infer<typeof responseSummarySchema>;

const listQuerySchema = responseQuerySchema.omit({ cursor: true, limit: true });

/** Brings counts, lists and details up to date with what was pushed about responses. */
export function applyResponsePush(client: QueryClient, message: Push): void {
  switch (message.kind) {
    case "response": {
      const { stream, response, counts } = message.body;
      client.setQueryData<ResponseSummary>(responseKeys.summary(stream), (known) => known && { ...known, counts });
      putResponseRow(client, response);
      // Steps, calls and what the person may do now are in the detail alone.
      void client.invalidateQueries({ queryKey: responseKeys.detail(response.id) });
      if (response.alert !== null) void client.invalidateQueries({ queryKey: responseKeys.options(response.alert.id) });
      return;
    }
    case "killSwitch": {
      const killSwitch = message.body;
      client.setQueriesData<ResponseSummary>(
        { queryKey: responseKeys.summaries },
        (known) => known && { ...known, killSwitch },
      );
      void client.invalidateQueries({ queryKey: responseKeys.details });
      return;
    }
    case "responseSettings":
      void client.invalidateQueries({ queryKey: responseKeys.settings(message.body.what) });
      return;
    default:
  }
}

/** Puts a newer reading of a response into whatever shows it. */
export function putResponseRow(client: QueryClient, row: ResponseRow): void {
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: responseKeys.lists })) {
    const query = listQuerySchema.safeParse(queryKey.at(-1));
    if (!query.success) continue;
    client.setQueryData<ResponsePages>(queryKey, (data) => data && withRowInPages(data, row, query.data));
  }
  client.setQueryData<ResponseDetail>(responseKeys.detail(row.id), (data) => data && withRowInDetail(data, row));
}
