"use client";

import { useSearchParams } from "next/navigation";
import { type StreamName, streamSchema } from "../../lib/contracts/common.ts";

/** The stream in the address; `main` where it names none. */
export function useStream(): StreamName {
  const named = streamSchema.safeParse(useSearchParams().get("stream"));
  return named.success ? named.data : "main";
}

/** A link inside the product stays on the stream that is being looked at. */
export function inStream(path: string, stream: StreamName): string {
  return stream === "main" ? path : `${path}${path.includes("?") ? "&" : "?"}stream=${stream}`;
}
