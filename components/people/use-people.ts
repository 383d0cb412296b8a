import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  type InvitationCreate,
  invitationPageSchema,
  invitationWithLinkSchema,
} from "../../lib/contracts/invitations.ts";
import { endedSessionsSchema, sessionListSchema } from "../../lib/contracts/sessions.ts";
import { type UserPatch, userPageSchema, userSchema, userWithPasswordSchema } from "../../lib/contracts/users.ts";
import { type PeopleQuery, peopleKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

const users = "/api/v1/users";
const invitations = "/api/v1/invitations";

/** Everyone who fits, page by page. */
export function usePeople(query: PeopleQuery) {
  return useInfiniteQuery({
    queryKey: peopleKeys.list(query),
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) =>
      request(userPageSchema, users + queryString({ ...query, cursor: pageParam, limit: 100 }), { signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
}

/** One person, who may be on another page of the list than is loaded. */
export function usePerson(id: string | null) {
  return useQuery({
    queryKey: peopleKeys.person(id ?? ""),
    queryFn: ({ signal }) => request(userSchema, `${users}/${encodeURIComponent(id ?? "")}`, { signal }),
    enabled: id !== null,
  });
}

/** Invitations, newest first, page by page. */
export function useInvitations(state: string) {
  return useInfiniteQuery({
    queryKey: [...peopleKeys.invitations, state],
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) =>
      request(invitationPageSchema, invitations + queryString({ state, cursor: pageParam, limit: 100 }), { signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
}

export function useUserSessions(userId: string) {
  return useQuery({
    queryKey: peopleKeys.sessions(userId),
    queryFn: ({ signal }) => request(sessionListSchema, `${users}/${userId}/sessions`, { signal }),
  });
}

/** What an administrator does to a person. Each reads the lists again, whether it was done or refused. */
export function usePersonActions(id: string) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: peopleKeys.all });
  const then = <T>(promise: Promise<T>) => promise.finally(refresh);
  const endSession = useMutation({
    mutationFn: (session: string) =>
      request(endedSessionsSchema, `${users}/${id}/sessions${queryString({ session })}`, { method: "DELETE" }),
    onSettled: refresh,
  });
  return {
    change: (patch: UserPatch) => then(request(userSchema, `${users}/${id}`, { method: "PATCH", body: patch })),
    resetPassword: () => then(request(userWithPasswordSchema, `${users}/${id}/password`, { method: "POST" })),
    resetFactor: () => then(request(z.unknown(), `${users}/${id}/second-factor`, { method: "DELETE" })),
    endAll: () => then(request(endedSessionsSchema, `${users}/${id}/sessions`, { method: "DELETE" })),
    endSession,
  };
}

export function useInvitationActions() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: peopleKeys.invitations });
  return {
    invite: (body: InvitationCreate) =>
      request(invitationWithLinkSchema, invitations, { method: "POST", body }).finally(refresh),
    revoke: (id: string) => request(z.unknown(), `${invitations}/${id}`, { method: "DELETE" }).finally(refresh),
  };
}
