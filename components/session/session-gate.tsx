"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import type { Session } from "../../lib/contracts/session.ts";
import { ErrorState } from "../display/states.tsx";
import { SessionContext, useSessionQuery } from "./use-session.ts";

interface SessionGateProps {
  readonly children: ReactNode;
  /** What stands around a message while it is not known who is signed in. */
  readonly frame: (message: ReactNode) => ReactNode;
}

// The frame of every page says this one word; the others belong to the pages before it.
const loadingText = "Loading";

/** Where somebody has to go before anything else. */
function detourOf(session: Session | undefined): string | null {
  if (session?.mustChangePassword === true) return "/change-password";
  return session?.mustSetUpSecondFactor === true ? "/second-factor" : null;
}

/** Shows its children to a signed-in person with a password of their own; leads everybody else where they must go. */
export function SessionGate({ children, frame }: SessionGateProps) {
  const router = useRouter();
  const { data: session, error, refetch } = useSessionQuery();
  const detour = detourOf(session);
  useEffect(() => {
    if (detour !== null) router.replace(detour);
  }, [detour, router]);

  if (session === undefined && error !== null) return frame(<ErrorState error={error} retry={refetch} />);
  if (session === undefined || detour !== null) return frame(<output className="sr-only">{loadingText}</output>);
  return <SessionContext value={session}>{children}</SessionContext>;
}
