"use client";

import { MantineProvider } from "@mantine/core";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { DataProvider } from "../data/data-provider.tsx";
import { theme } from "./theme.ts";

// What is to be said waits in its store until this is there.
const Toasts = dynamic(() => import("./toasts.tsx").then((file) => file.Toasts), { ssr: false });

/** Theme, notifications and server state. `nonce` goes on every style element that Mantine writes. */
export function Providers({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Toasts />
      <DataProvider>{children}</DataProvider>
    </MantineProvider>
  );
}
