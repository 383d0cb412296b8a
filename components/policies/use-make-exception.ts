"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { policyDraftSchema } from "../../lib/contracts/policies.ts";
import { policyKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { serverNow } from "../display/clock.ts";
import { inStream } from "../url/use-stream.ts";
import { saveDraft } from "./draft-requests.ts";
import { withNewException } from "./edit-policy.ts";
import { policiesSentences } from "./policies-text.ts";

/** Whom an alert is charged to, as far as it says so: its source address, else its user, else whoever is named first. */
function originOf({ entities }: Pick<AlertDetail, "entities">): string | undefined {
  const source = entities.find(({ role }) => role === "source");
  const user = entities.find(({ kind }) => kind === "user");
  return (source ?? user ?? entities[0])?.name;
}

/** Begins a draft with an exception for whom the alert is about, and opens it; nothing counts before it is published. */
export function useMakeException(alert: AlertDetail) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async () => {
      const { stream } = alert;
      const name = policiesSentences.exceptionFor(alert.id);
      const body = { stream, name };
      const draft = await request(policyDraftSchema, "/api/v1/policies/drafts", { method: "POST", body });
      const origin = originOf(alert);
      const match = { classUids: [], sources: [], group: null, entities: origin === undefined ? [] : [origin] };
      const reason = policiesSentences.afterAlert(alert.id, alert.title);
      const policy = withNewException(draft.body, serverNow(), { match, reason });
      return saveDraft(draft.id, { revision: draft.revision, policy });
    },
    onSuccess: (draft) => {
      void client.invalidateQueries({ queryKey: policyKeys.drafts(draft.stream) });
      router.push(inStream(`/policies?draft=${draft.id}`, draft.stream));
    },
  });
}
