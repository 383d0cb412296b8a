"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { ErrorState } from "../display/states.tsx";
import { sessionText } from "./session-text.ts";
import { SessionContext, useSessionQuery } from "./use-session.ts";

interface SessionGateProps {
  readonly children: ReactNode;
  /** What stands around a message while it is not known who is signed in. */
  readonly frame: (message: ReactNode) => ReactNode;
}

/** Shows its children to a signed-in person with a password of their own; leads everybody else where they must go. */
export function SessionGate({ children, frame }: SessionGateProps) {
  const router = useRouter();
  const { data: session, error, refetch } = useSessionQuery();
  const mustChange = session?.mustChangePassword === true;
  useEffect(() => {
    if (mustChange) router.replace("/change-password");
  }, [mustChange, router]);

  if (session === undefined && error !== null) return frame(<ErrorState error={error} retry={refetch} />);
  if (session === undefined || mustChange) return frame(<output className="sr-only">{sessionText.loading}</output>);
  return <SessionContext value={session}>{children}</SessionContext>;
}
