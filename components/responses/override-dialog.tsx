"use client";

import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { ResponseOverride } from "../../lib/contracts/response-decisions.ts";
import type { ResponseOption, ResponseRow } from "../../lib/contracts/responses.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { IncompleteError } from "../data/api-error.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { LeaseChoice } from "./lease-choice.tsx";
import { OptionChoice, optionKey } from "./option-choice.tsx";
import styles from "./response-forms.module.css";
import { responseTitle } from "./response-title.ts";
import { useDecide } from "./use-decide.ts";
import { useResponseOptions } from "./use-response-options.ts";

interface OverrideDialogProps {
  readonly row: ResponseRow;
  readonly onClose: () => void;
}

/** Something else than what is proposed: nothing, or another action or lease; with the reason in any case. */
export function OverrideDialog({ row, onClose }: OverrideDialogProps) {
  const decide = useDecide();
  const [instead, setInstead] = useState<"nothing" | "replace">("nothing");
  const [option, setOption] = useState<ResponseOption | null>(null);
  const [leaseSeconds, setLeaseSeconds] = useState(row.leaseSeconds);
  const decisionNow = (): ResponseOverride["decision"] => {
    if (instead === "nothing") return { kind: "nothing" };
    if (option === null) throw new IncompleteError("Choose what shall be done instead.");
    const { kind, name } = option.target;
    return { kind: "replace", action: option.action, target: { kind, name }, leaseSeconds };
  };
  const override = async (reason: string) => {
    const body = { evidenceHash: row.evidenceHash, reason, decision: decisionNow() };
    await decide.mutateAsync({ id: row.id, decision: { verb: "override", body } });
  };
  return (
    <ConfirmDialog
      opened
      title={`Override: ${responseTitle(row)}`}
      confirm={instead === "nothing" ? "Do nothing" : "Do this instead"}
      reasonLabel="Why? Kept with the response."
      onClose={onClose}
      onConfirm={override}
    >
      <div className={styles.form}>
        <SegmentedControl
          aria-label="Instead"
          fullWidth
          transitionDuration={0}
          value={instead}
          onChange={(value) => setInstead(value === "replace" ? "replace" : "nothing")}
          data={[
            { value: "nothing", label: "Do nothing" },
            { value: "replace", label: "Do something else", disabled: row.alert === null },
          ]}
        />
        {instead === "nothing" && <p>Nothing is done about {visibleName(row.target.name)}. The alert stays open.</p>}
        {instead === "replace" && row.alert !== null && (
          <Replacement
            row={row}
            alertId={row.alert.id}
            option={option}
            setOption={(next) => {
              setOption(next);
              setLeaseSeconds(next.lease.defaultSeconds);
            }}
            leaseSeconds={leaseSeconds}
            setLeaseSeconds={setLeaseSeconds}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}

interface ReplacementProps {
  readonly row: ResponseRow;
  readonly alertId: number;
  readonly option: ResponseOption | null;
  readonly setOption: (option: ResponseOption) => void;
  readonly leaseSeconds: number;
  readonly setLeaseSeconds: (seconds: number) => void;
}

function Replacement({ row, alertId, option, setOption, leaseSeconds, setLeaseSeconds }: ReplacementProps) {
  const { data, error, refetch } = useResponseOptions(alertId);
  if (data === undefined) {
    return error === null ? (
      <LoadingState label="Loading what may be done" rows={3} />
    ) : (
      <ErrorState error={error} retry={refetch} />
    );
  }
  // The one that is overridden may come back with another lease: that it waits already is no hindrance then.
  const own = optionKey(row);
  const options = data.items.map((item) => (optionKey(item) === own ? { ...item, refusal: null } : item));
  return (
    <>
      <OptionChoice label="Instead" options={options} chosen={option} onChoose={setOption} />
      {option !== null && (
        <LeaseChoice
          label="Ends by itself after"
          seconds={leaseSeconds}
          min={option.lease.minSeconds}
          max={option.lease.maxSeconds}
          onChoose={setLeaseSeconds}
        />
      )}
    </>
  );
}
