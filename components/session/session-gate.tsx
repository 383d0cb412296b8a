"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { ErrorState } from "../display/states.tsx";
import { SessionContext, useSessionQuery } from "./use-session.ts";

/** Shows its children to a signed-in person with a password of their own; leads everybody else where they must go. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const { data: session, error, refetch } = useSessionQuery();
  const mustChange = session?.mustChangePassword === true;
  useEffect(() => {
    if (mustChange) router.replace("/change-password");
  }, [mustChange, router]);

  if (session === undefined) {
    return error === null ? <output className="sr-only">Loading</output> : <ErrorState error={error} retry={refetch} />;
  }
  if (mustChange) return null;
  return <SessionContext value={session}>{children}</SessionContext>;
}
