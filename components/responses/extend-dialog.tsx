"use client";

import { useState } from "react";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { LeaseChoice } from "./lease-choice.tsx";
import { responseTitle } from "./response-title.ts";
import { useDecide } from "./use-decide.ts";
import { useResponse } from "./use-response.ts";

interface ExtendDialogProps {
  readonly row: ResponseRow;
  readonly onClose: () => void;
}

/** A new end for the lease, counted from now, with a reason. */
export function ExtendDialog({ row, onClose }: ExtendDialogProps) {
  const decide = useDecide();
  const { data } = useResponse(row.id);
  const [leaseSeconds, setLeaseSeconds] = useState(row.leaseSeconds);
  return (
    <ConfirmDialog
      opened
      title={`Extend: ${responseTitle(row)}?`}
      confirm="Extend"
      reasonLabel="Why? Kept with the response."
      onClose={onClose}
      onConfirm={(reason) =>
        decide.mutateAsync({ id: row.id, decision: { verb: "extend", body: { reason, leaseSeconds } } })
      }
    >
      <LeaseChoice
        label="Ends, counted from now, after"
        seconds={leaseSeconds}
        onChoose={setLeaseSeconds}
        {...(data === undefined ? {} : { min: data.lease.minSeconds, max: data.lease.maxSeconds })}
      />
    </ConfirmDialog>
  );
}
