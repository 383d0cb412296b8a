"use client";

import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { type StreamName, streamSchema } from "../../lib/contracts/common.ts";
import { useStream } from "../url/use-stream.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { useStreams } from "./use-streams.ts";

const words = { title: "Demo removed", gone: "The demo was removed. You see main now." } as const;

/** The streams that can be looked at: all, until it is known which. A view of one that is removed goes to `main`. */
export function useOpenStreams(): readonly StreamName[] {
  const { data } = useStreams();
  const shown = useStream();
  const { change } = useUrlParams();
  const open = data?.items.filter(({ state }) => state === "open").map(({ name }) => name) ?? streamSchema.options;
  const isGone = shown !== "main" && !open.includes(shown);
  useEffect(() => {
    if (!isGone) return;
    change({ stream: null, alert: null, event: null, at: null, source: null, response: null });
    notifications.show({ id: "stream-gone", title: words.title, message: words.gone, autoClose: 10_000 });
  }, [isGone, change]);
  return open;
}
