import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { alertPageSchema } from "../../lib/contracts/alert-query.ts";
import type { StreamName } from "../../lib/contracts/common.ts";
import { alertKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const waitMs = 200;
const shownAlerts = 6;
const shortestSearch = 2;
/** As long as the API takes. */
const longestSearch = 200;

/** The alerts of a stream that a text finds, the newest first; nothing for less than two characters. */
export function useAlertSearch(stream: StreamName, text: string) {
  const trimmed = text.trim().slice(0, longestSearch);
  const [q] = useDebouncedValue(trimmed, waitMs);
  const wanted = q.length >= shortestSearch;
  const { data, error, isFetching } = useQuery({
    queryKey: alertKeys.search(stream, q),
    queryFn: ({ signal }) =>
      request(alertPageSchema, `/api/v1/alerts${queryString({ stream, q, limit: shownAlerts })}`, { signal }),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
  return {
    alerts: wanted ? (data?.items ?? []) : [],
    isSearching: trimmed.length >= shortestSearch && (isFetching || q !== trimmed),
    failed: wanted && error !== null,
  };
}
