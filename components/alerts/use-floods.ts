import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { floodStandingSchema } from "../../lib/contracts/floods.ts";
import { alertKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import type { ShortOrder } from "./short-list.ts";

/** Whether a stream is flooded, and the latest flood that ended; read again as alerts come. */
export function useFloods(stream: StreamName) {
  return useQuery({
    queryKey: alertKeys.floods(stream),
    queryFn: ({ signal }) => request(floodStandingSchema, `/api/v1/alerts/flood${queryString({ stream })}`, { signal }),
  });
}

/** In which order a few alerts are picked out now. */
export function useShortOrder(stream: StreamName): ShortOrder {
  const { data } = useFloods(stream);
  return data?.current == null ? "severity" : "lanes";
}

/**
 * Number of the flood that lasted or had ended last when the page was opened; null: none; undefined: not known yet. A later
 * one is news, for which nothing on the page makes room by itself.
 */
export function useFloodSpokenOf(stream: StreamName): number | null | undefined {
  const { data } = useFloods(stream);
  const [first, setFirst] = useState<{ readonly stream: StreamName; readonly number: number | null } | null>(null);
  if (data !== undefined && first?.stream !== stream) {
    setFirst({ stream, number: data.current?.number ?? data.last?.number ?? null });
  }
  return first?.stream === stream ? first.number : undefined;
}

/**
 * Number of the flood that lasted when the page was opened; null where there was none. What begins or ends later does not
 * turn the list that somebody reads: the page offers it.
 */
export function useFloodAtFirst(stream: StreamName): number | null {
  const { data } = useFloods(stream);
  const [first, setFirst] = useState<{ readonly stream: StreamName; readonly number: number | null } | null>(null);
  if (data !== undefined && first?.stream !== stream) setFirst({ stream, number: data.current?.number ?? null });
  return first?.stream === stream ? first.number : null;
}
