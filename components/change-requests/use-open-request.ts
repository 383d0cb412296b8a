"use client";

import { useRouter } from "next/navigation";
import type { ChangeRequest } from "../../lib/contracts/change-requests.ts";
import { inStream } from "../url/use-stream.ts";

/** Leads to a request that was just made, from whatever page asked for it. */
export function useOpenRequest(): (request: Pick<ChangeRequest, "id" | "stream">) => void {
  const router = useRouter();
  return ({ id, stream }) => router.push(inStream(`/policies?tab=requests&request=${id}`, stream));
}
