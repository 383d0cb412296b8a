import { useQuery } from "@tanstack/react-query";
import { responseDetailSchema } from "../../lib/contracts/responses.ts";
import { responseKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";

/** One response with evidence, steps, calls, and what the person may do with it. */
export function useResponse(id: number) {
  return useQuery({
    queryKey: responseKeys.detail(id),
    queryFn: ({ signal }) => request(responseDetailSchema, `/api/v1/responses/${id}`, { signal }),
  });
}
