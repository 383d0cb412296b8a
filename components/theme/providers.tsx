"use client";

import { MantineProvider } from "@mantine/core";
import { useNotifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { DataProvider } from "../data/data-provider.tsx";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useSettled } from "../display/use-settled.ts";
import { theme } from "./theme.ts";

const { Part: Toasts } = fetchedLater(() => import("./toasts.tsx").then((file) => file.Toasts));

/** Fetched once the page has settled, or as soon as there is something to say, which waits in its store until then. */
function ToastsLater() {
  const isSettled = useSettled();
  const { notifications } = useNotifications();
  return (isSettled || notifications.length > 0) && <Toasts />;
}

/** Theme, notifications and server state. `nonce` goes on every style element that Mantine writes. */
export function Providers({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <ToastsLater />
      <DataProvider>{children}</DataProvider>
    </MantineProvider>
  );
}
