"use client";

import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { type MouseEvent, useCallback } from "react";
import { useConnection } from "../realtime/connection-store.ts";
import { layoutText } from "./layout-text.ts";

const longestAskMs = 4000;

/** Whether the page can be fetched now. */
async function answers(href: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(longestAskMs);
    return (await fetch(href, { method: "HEAD", cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}

/** Left to the browser: another tab, another window, a download. */
function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/**
 * For links between pages. A router that cannot fetch a page leaves for it by a full load, and the browser's error page
 * takes the place of everything shown; so while the connection is cut the server is asked first, and without an answer
 * the page stays. What was fetched ahead is no help here: nobody says whether the router still holds it.
 */
export function useGuardedNavigation() {
  const { phase } = useConnection();
  const router = useRouter();
  /** Goes there: by a key or the palette. */
  const go = useCallback(
    (href: string) => {
      if (phase !== "cut") {
        router.push(href);
        return;
      }
      void answers(href).then((answered) => {
        if (answered) router.push(href);
        else notifications.show({ id: "page-unreachable", color: "yellow", message: layoutText.pageUnreachable });
      });
    },
    [phase, router],
  );
  /** On a link: leaves it to the link while the connection stands. */
  const guard = useCallback(
    (event: MouseEvent, href: string) => {
      if (phase !== "cut" || !isPlainClick(event)) return;
      event.preventDefault();
      go(href);
    },
    [phase, go],
  );
  return { go, guard };
}
