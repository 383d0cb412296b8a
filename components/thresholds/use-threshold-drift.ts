import { useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { thresholdDriftSchema } from "../../lib/contracts/threshold-drift.ts";
import { thresholdKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

/** It compares whole hours: often enough. */
const renewMs = 300_000;

export function useThresholdDrift(stream: StreamName) {
  return useQuery({
    queryKey: thresholdKeys.drift(stream),
    queryFn: ({ signal }) =>
      request(thresholdDriftSchema, `/api/v1/thresholds/drift${queryString({ stream })}`, { signal }),
    refetchInterval: renewMs,
  });
}
