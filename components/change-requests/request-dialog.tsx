"use client";

import type { ChangeRequestDetail } from "../../lib/contracts/change-requests.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { requestText } from "./request-text.ts";
import { useChangeOfRequest } from "./use-change-requests.ts";

export type AskedVerb = "approve" | "refuse" | "cancel";

const words = {
  approve: { confirm: "Approve", sentence: "It takes effect as it was seen, as soon as enough people have approved." },
  refuse: { confirm: "Refuse", sentence: "Nothing changes. Whoever asked sees who refused, and why." },
  cancel: { confirm: "Cancel the request", sentence: "Nothing changes. It can be asked for again." },
} as const;

interface RequestDialogProps {
  readonly detail: ChangeRequestDetail;
  readonly verb: AskedVerb;
  readonly onClose: () => void;
}

/** Asks once more, and for the reason that everyone will read. What is decided on is what the panel shows. */
export function RequestDialog({ detail, verb, onClose }: RequestDialogProps) {
  const change = useChangeOfRequest(detail.id);
  const { confirm, sentence } = words[verb];
  const { digest } = detail;
  return (
    <ConfirmDialog
      opened
      title={`${confirm}: ${detail.title}?`}
      confirm={confirm}
      reasonLabel={requestText.reason}
      onClose={onClose}
      onConfirm={(reason) =>
        change.mutateAsync(
          verb === "cancel" ? { verb, body: { reason } } : { verb: "decide", body: { decision: verb, digest, reason } },
        )
      }
    >
      <p>{sentence}</p>
    </ConfirmDialog>
  );
}
