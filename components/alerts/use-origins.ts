import { useInfiniteQuery } from "@tanstack/react-query";
import { csvCell } from "../../lib/contracts/csv-cell.ts";
import { type AlertOrigin, type OriginQuery, originPageSchema } from "../../lib/contracts/floods.ts";
import { alertKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

interface Asked {
  readonly id: number;
  readonly sort: OriginQuery["sort"];
  readonly q: string;
}

const pageSize = 25;
const largestPage = 1000;

function readPage({ id, sort, q }: Asked, page: { cursor: string; limit: number }, signal?: AbortSignal) {
  const asked = queryString({ sort, q, ...page });
  return request(
    originPageSchema,
    `/api/v1/alerts/${id}/origins${asked}`,
    signal === undefined ? undefined : { signal },
  );
}

/** Whom a folded alert stands for, page by page. */
export function useOrigins(asked: Asked) {
  return useInfiniteQuery({
    queryKey: alertKeys.origins(asked.id, asked),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => readPage(asked, { cursor: pageParam, limit: pageSize }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
}

function csvRow({ name, events, firstSeen, lastSeen, score, eventId }: AlertOrigin): string {
  return [name, events, firstSeen, lastSeen, score, eventId].map(csvCell).join(",");
}

/** All whom a folded alert stands for, as a file. */
export async function exportOrigins(id: number): Promise<void> {
  const lines = ["name,events,first seen,last seen,highest score,its event"];
  let cursor = "";
  do {
    const page = await readPage({ id, sort: "events", q: "" }, { cursor, limit: largestPage });
    lines.push(...page.items.map(csvRow));
    cursor = page.nextCursor ?? "";
  } while (cursor !== "");
  const url = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `alert-${id}-origins.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
