import { useInfiniteQuery } from "@tanstack/react-query";
import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import { deadLetterPageSchema, deadLetterReplayAnswerSchema } from "../../lib/contracts/dead-letters.ts";
import { deadLetterKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const path = "/api/v1/dead-letters";
const rereadMs = 10_000;
export const deadStateSchema = z.enum(["waiting", "replayed", "all"]);
export type DeadState = z.infer<typeof deadStateSchema>;

/** The dead letters of a stream, newest first, page by page. */
export function useDeadLetters(stream: StreamName, state: DeadState) {
  return useInfiniteQuery({
    queryKey: deadLetterKeys.list(stream, state),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      request(deadLetterPageSchema, `${path}${queryString({ stream, state, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: rereadMs,
    placeholderData: (previous, query) => (query?.queryKey[2] === stream ? previous : undefined),
  });
}

/** Sends dead letters through the log again; says which were refused. */
export function replayLetters(stream: StreamName, offsets: readonly number[]) {
  return request(deadLetterReplayAnswerSchema, `${path}/replay`, { method: "POST", body: { stream, offsets } });
}

/** Offsets of the next dead letters that wait, below the cursor. */
export async function nextWaiting(
  stream: StreamName,
  cursor: string,
): Promise<{ readonly offsets: number[]; readonly cursor: string | null }> {
  const search = queryString({ stream, state: "waiting", limit: 100, cursor });
  const page = await request(deadLetterPageSchema, `${path}${search}`);
  return { offsets: page.items.map(({ offset }) => offset), cursor: page.nextCursor };
}

/** Where a browser downloads the records. */
export function downloadPath(stream: StreamName, state: DeadState, form: "ndjson" | "raw", offsets: readonly number[]) {
  const chosen = offsets.length === 0 ? undefined : offsets.join(",");
  return `${path}/download${queryString({ stream, state: chosen === undefined ? state : "all", form, offsets: chosen })}`;
}
