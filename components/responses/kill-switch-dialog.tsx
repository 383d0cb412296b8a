"use client";

import { Checkbox } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type KillSwitch, killSwitchSchema } from "../../lib/contracts/response-decisions.ts";
import { responseKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import type { ResponseSummary } from "./apply-response-push.ts";

interface KillSwitchDialogProps {
  readonly on: boolean;
  readonly onClose: () => void;
}

function useMoveKillSwitch() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: ({ to, body }: { readonly to: "on" | "off"; readonly body: object }) =>
      request(killSwitchSchema, `/api/v1/kill-switch/${to}`, { method: "POST", body }),
    onSuccess: (killSwitch: KillSwitch) => {
      client.setQueriesData<ResponseSummary>(
        { queryKey: responseKeys.summaries },
        (known) => known && { ...known, killSwitch },
      );
    },
  });
}

/** Stops every automated response at once, or lets them begin again. */
export function KillSwitchDialog({ on, onClose }: KillSwitchDialogProps) {
  const move = useMoveKillSwitch();
  const [rollBack, setRollBack] = useState(false);
  if (on) {
    return (
      <ConfirmDialog
        opened
        title="Turn the kill switch off?"
        confirm="Turn off"
        reasonLabel="Why is it safe again? Kept in the record."
        onClose={onClose}
        onConfirm={(reason) => move.mutateAsync({ to: "off", body: { reason } })}
      >
        <p>Responses can be approved and carried out again, in every stream. What was cancelled stays cancelled.</p>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      opened
      danger
      title="Stop all responses?"
      confirm="Stop all responses"
      reasonLabel="Why? Everybody sees it."
      onClose={onClose}
      onConfirm={(reason) => move.mutateAsync({ to: "on", body: { reason, rollBack } })}
    >
      <p>Nothing is carried out from now on, in every stream. What was approved and has not begun is cancelled.</p>
      <Checkbox
        size="xs"
        label="Also undo everything that is active now"
        checked={rollBack}
        onChange={(event) => setRollBack(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
