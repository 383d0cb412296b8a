import { useQuery } from "@tanstack/react-query";
import { assignableListSchema } from "../../lib/contracts/users.ts";
import { alertKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { useMay } from "../session/use-session.ts";

/** To whom alerts can be assigned. */
export function useAssignable() {
  const enabled = useMay("alerts:triage");
  return useQuery({
    queryKey: alertKeys.assignable,
    queryFn: ({ signal }) => request(assignableListSchema, "/api/v1/users/assignable", { signal }),
    select: ({ items }) => items,
    enabled,
    staleTime: 60_000,
  });
}
