"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ResponsePropose } from "../../lib/contracts/response-decisions.ts";
import { type ResponseOption, responseRowSchema } from "../../lib/contracts/responses.ts";
import { IncompleteError } from "../data/api-error.ts";
import { responseKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { LeaseChoice } from "./lease-choice.tsx";
import { OptionChoice } from "./option-choice.tsx";
import styles from "./response-forms.module.css";
import { useResponseOptions } from "./use-response-options.ts";

interface ProposeDialogProps {
  readonly alertId: number;
  readonly onClose: () => void;
}

/** Proposes a response by hand; somebody else decides about it. */
export function ProposeDialog({ alertId, onClose }: ProposeDialogProps) {
  const client = useQueryClient();
  const options = useResponseOptions(alertId);
  const [chosen, setChosen] = useState<{ readonly option: ResponseOption; readonly leaseSeconds: number } | null>(null);
  const propose = useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: (body: ResponsePropose) => request(responseRowSchema, "/api/v1/responses", { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: responseKeys.all }),
  });
  const send = async (reason: string) => {
    if (chosen === null) throw new IncompleteError("Choose what shall be done.");
    const { option, leaseSeconds } = chosen;
    const { kind, name } = option.target;
    await propose.mutateAsync({ alertId, action: option.action, target: { kind, name }, leaseSeconds, reason });
  };
  return (
    <ConfirmDialog
      opened
      title="Propose a response"
      confirm="Propose"
      reasonLabel="Why? Whoever decides reads it."
      onClose={onClose}
      onConfirm={send}
    >
      <QueryView query={options} loading="Loading what may be done" rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="This alert names nobody that a response could act on" />
          ) : (
            <div className={styles.form}>
              <OptionChoice
                label="What shall be done"
                options={items}
                chosen={chosen?.option ?? null}
                onChoose={(option) => setChosen({ option, leaseSeconds: option.lease.defaultSeconds })}
              />
              {chosen !== null && (
                <LeaseChoice
                  label="Ends by itself after"
                  seconds={chosen.leaseSeconds}
                  min={chosen.option.lease.minSeconds}
                  max={chosen.option.lease.maxSeconds}
                  onChoose={(leaseSeconds) => setChosen({ ...chosen, leaseSeconds })}
                />
              )}
            </div>
          )
        }
      </QueryView>
    </ConfirmDialog>
  );
}
