import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { type Permission, roleMay } from "../../lib/contracts/permissions.ts";
import { type Session, sessionSchema } from "../../lib/contracts/session.ts";
import { sessionKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";

/** Asks who is signed in; a 401 leads to sign-in by the data door's own handler. */
export function useSessionQuery() {
  return useQuery({
    queryKey: sessionKeys.current,
    queryFn: ({ signal }) => request(sessionSchema, "/api/v1/session", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const SessionContext = createContext<Session | null>(null);

/** The signed-in person. Only below the session gate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession is used outside the session gate.");
  return session;
}

/** Whether the signed-in person may do this. The server decides again; this only spares a dead button. */
export function useMay(permission: Permission): boolean {
  return roleMay(useSession().user.role, permission);
}
