"use client";

import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { IncompleteError } from "../data/api-error.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { responseTitle } from "./response-title.ts";
import { useDecide } from "./use-decide.ts";

interface SettleDialogProps {
  readonly row: ResponseRow;
  readonly onClose: () => void;
}

const outcomes = ["done", "not_done"] as const;
type Outcome = (typeof outcomes)[number];
const outcomeWords = {
  unknown: { done: "It was done", not_done: "It was not done" },
  rollback_failed: { done: "It is undone by now", not_done: "It is not undone: try again" },
} as const;

/** A person looked at the other side: what was found there, and how. */
export function SettleDialog({ row, onClose }: SettleDialogProps) {
  const decide = useDecide();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const words = row.state === "rollback_failed" ? outcomeWords.rollback_failed : outcomeWords.unknown;
  return (
    <ConfirmDialog
      opened
      title={`Settle: ${responseTitle(row)}`}
      confirm="Settle"
      reasonLabel="How do you know? Kept with the response."
      onClose={onClose}
      onConfirm={(reason) => {
        if (outcome === null) return Promise.reject(new IncompleteError("Choose what you found."));
        return decide.mutateAsync({ id: row.id, decision: { verb: "settle", body: { reason, outcome } } });
      }}
    >
      <p>{row.problem ?? "The executor did not say what became of it. Look there first."}</p>
      <Radio.Group
        aria-label="What did you find?"
        value={outcome}
        onChange={(value) => setOutcome(outcomes.find((known) => known === value) ?? null)}
      >
        <Stack gap="sm">
          {outcomes.map((value) => (
            <Radio key={value} size="xs" value={value} label={words[value]} />
          ))}
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}
