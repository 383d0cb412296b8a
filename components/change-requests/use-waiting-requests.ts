"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { useMay, useSession } from "../session/use-session.ts";
import type { WaitingGroup } from "../waiting/waiting.ts";
import { waitingText } from "../waiting/waiting-text.ts";
import { useOpenRequests } from "./use-change-requests.ts";

const shown = 5;

/** Change requests that others have made and that wait for this person: not those that they have approved already. */
export function useWaitingRequests(stream: StreamName): WaitingGroup | null {
  const enabled = useMay("changeRequests:decide");
  const { email } = useSession().user;
  const { data } = useOpenRequests(stream, enabled);
  if (!enabled || data === undefined) return null;
  const others = data.items.filter(
    ({ requestedBy, approvedBy }) => requestedBy !== email && !approvedBy.includes(email),
  );
  const settled = data.items.length - others.length;
  return {
    label: waitingText.requests,
    count: data.open - settled,
    items: others.slice(0, shown).map(({ id, title, createdAt }) => ({
      key: `change-request-${id}`,
      title,
      severity: "medium",
      since: createdAt,
      href: `/policies?tab=requests&request=${id}`,
    })),
    href: "/policies?tab=requests",
  };
}
