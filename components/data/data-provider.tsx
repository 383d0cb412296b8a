"use client";

import { notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { goToSignIn } from "../session/go-to-sign-in.ts";
import { ApiError, describeError } from "./api-error.ts";
import { createQueryClient } from "./query-client.ts";

export function DataProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(() =>
    createQueryClient({
      onSignedOut: goToSignIn,
      onMutationError: tellWhyNot,
    }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

const conflictText = "Somebody else changed this first. It now shows their change; look again before you decide.";

function tellWhyNot(error: unknown): void {
  const conflict = error instanceof ApiError && error.status === 409;
  notifications.show({
    color: conflict ? "yellow" : "red",
    title: conflict ? "Changed meanwhile" : "Not saved",
    message: conflict ? conflictText : describeError(error),
    autoClose: 8000,
  });
}
