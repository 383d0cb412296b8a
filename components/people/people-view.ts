"use client";

import { z } from "zod";
import { invitationStates } from "../../lib/contracts/invitations.ts";
import { userQuerySchema } from "../../lib/contracts/users.ts";
import { useUrlParams } from "../url/use-url-params.ts";

const invitationState = z.enum(invitationStates);

/** What the page of people shows, as its address says. What the address says wrongly is left out. */
export function usePeopleView() {
  const { params, change } = useUrlParams();
  const { q, role, state } = userQuerySchema.shape;
  return {
    view: params.get("view") === "invitations" ? ("invitations" as const) : ("people" as const),
    query: {
      q: q.catch(undefined).parse(params.get("q") ?? undefined),
      role: role.catch(undefined).parse(params.get("role") ?? undefined),
      state: state.catch(undefined).parse(params.get("state") ?? undefined),
    },
    invitationState: invitationState.safeParse(params.get("is")).data ?? "",
    openId: params.get("person"),
    change,
    open: (id: string | null) => change({ person: id }, id === null ? "replace" : "push"),
  };
}
export type PeopleView = ReturnType<typeof usePeopleView>;
