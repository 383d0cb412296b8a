"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { DataProvider } from "../data/data-provider.tsx";
import { theme } from "./theme.ts";

/** Theme, notifications and server state. `nonce` goes on every style element that Mantine writes. */
export function Providers({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Notifications position="bottom-right" limit={4} transitionDuration={0} />
      <DataProvider>{children}</DataProvider>
    </MantineProvider>
  );
}
