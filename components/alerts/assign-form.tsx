"use client";

import { Select } from "@mantine/core";
import { useState } from "react";
import { alertText } from "./alert-text.ts";
import { DecisionForm } from "./decision-form.tsx";
import { useAssignable } from "./use-assignable.ts";
import type { BulkChange } from "./use-bulk-change.ts";

interface AssignFormProps {
  readonly onDecide: (patch: BulkChange["patch"]) => void;
  readonly onCancel: () => void;
}

const nobody = "nobody";

/** To whom, and why if there is something to say: type a name, Enter, Tab to the reason, Enter. */
export function AssignForm({ onDecide, onCancel }: AssignFormProps) {
  const { data: people = [] } = useAssignable();
  const [assignee, setAssignee] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const save = () => {
    setAsked(true);
    if (assignee === null) return;
    const why = reason.trim() === "" ? {} : { reason: reason.trim() };
    onDecide({ assignee: assignee === nobody ? null : assignee, ...why });
  };
  return (
    <DecisionForm
      reason={reason}
      reasonLabel={alertText.reasonOptional}
      onReason={setReason}
      save={alertText.assignSave}
      onSave={save}
      onCancel={onCancel}
    >
      <Select
        size="xs"
        label={alertText.assignee}
        data-autofocus
        searchable
        selectFirstOptionOnChange
        comboboxProps={{ withinPortal: false }}
        error={asked && assignee === null ? alertText.assigneeNeeded : undefined}
        data={[
          ...people.map(({ email, name }) => ({ value: email, label: `${name} · ${email}` })),
          { value: nobody, label: alertText.nobody },
        ]}
        value={assignee}
        onChange={setAssignee}
      />
    </DecisionForm>
  );
}
