"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { useUrlParams } from "../url/use-url-params.ts";

/** What was open belongs to the stream that is left. */
const nothingOpen = { alert: null, event: null, at: null, source: null, response: null, policy: null } as const;

/** Turns the page that is shown to another stream. */
export function useSetStream(): (stream: StreamName) => void {
  const { change } = useUrlParams();
  return (stream) => change({ ...nothingOpen, stream: stream === "main" ? null : stream }, "push");
}
