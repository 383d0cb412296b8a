"use client";

import { useEffect } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { iconWithDot, titleWithCount } from "./tab-title.ts";
import { useWaiting } from "./use-waiting.ts";

/** Says in the browser's tab how much waits, also while another tab is in front. */
export function TabBadge({ stream }: { readonly stream: StreamName }) {
  const { count } = useWaiting(stream);
  useEffect(() => {
    const update = () => {
      const wanted = titleWithCount(document.title, count);
      if (document.title !== wanted) document.title = wanted;
    };
    update();
    // The router writes the title of the page that it goes to.
    const observer = new MutationObserver(update);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      document.title = titleWithCount(document.title, 0);
    };
  }, [count]);
  const needed = count > 0;
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link === null || !needed) return;
    const plain = link.href;
    link.href = iconWithDot();
    return () => {
      link.href = plain;
    };
  }, [needed]);
  return null;
}
