"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { setConnection } from "./connection-store.ts";

/** One socket for the page, and what is pushed to the caches that it concerns. */
export function RealtimeProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  useEffect(() => {
    let close: (() => void) | null = null;
    let isLeft = false;
    // Loaded beside the page's first data, not before the page: what is pushed later is asked for anyhow.
    void import("./follow.ts").then(
      ({ follow }) => {
        if (!isLeft) close = follow(client);
      },
      () => setConnection({ phase: "cut", since: Date.now() }),
    );
    return () => {
      isLeft = true;
      close?.();
    };
  }, [client]);
  return children;
}
