"use client";

import { useState } from "react";
import { alertText } from "./alert-text.ts";
import { DecisionForm } from "./decision-form.tsx";
import type { BulkChange } from "./use-bulk-change.ts";

interface AcknowledgeFormProps {
  readonly onDecide: (patch: BulkChange["patch"]) => void;
  readonly onCancel: () => void;
}

/** Many are acknowledged at once: a word why, if there is one, and Enter. */
export function AcknowledgeForm({ onDecide, onCancel }: AcknowledgeFormProps) {
  const [reason, setReason] = useState("");
  const save = () => {
    const why = reason.trim() === "" ? {} : { reason: reason.trim() };
    onDecide({ status: "in_progress", ...why });
  };
  return (
    <DecisionForm
      reason={reason}
      reasonLabel={alertText.reasonOptional}
      onReason={setReason}
      save={alertText.acknowledge}
      onSave={save}
      onCancel={onCancel}
      reasonFirst
    />
  );
}
