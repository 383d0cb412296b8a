"use client";

import { FileInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { mostArtefactBytes } from "../../lib/contracts/models.ts";
import { IncompleteError } from "../data/api-error.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { formatCount } from "../display/format.ts";
import formStyles from "./forms.module.css";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";
import { useImport } from "./use-models.ts";

interface ImportDialogProps {
  readonly stream: StreamName;
  readonly onClose: () => void;
  readonly onTaken: (id: number) => void;
}

const mostMegabytes = mostArtefactBytes / 1e6;

/** A model file that another Tideline has given out: taken in as a candidate, never more. */
export function ImportDialog({ stream, onClose, onTaken }: ImportDialogProps) {
  const take = useImport(stream);
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState("");
  const send = async (reason: string) => {
    if (file === null) throw new IncompleteError("Choose a file.");
    if (file.size > mostArtefactBytes) throw new IncompleteError(`The file is larger than ${mostMegabytes} MB.`);
    if (name.trim() === "") throw new IncompleteError("Give it a name.");
    const model = await take.mutateAsync({ name: name.trim(), reason, file });
    onTaken(model.id);
  };
  return (
    <ConfirmDialog
      opened
      title={`Import a model into ${stream}`}
      confirm={modelsText.import}
      reasonLabel={modelsText.reason}
      onClose={onClose}
      onConfirm={send}
    >
      <div className={formStyles.form}>
        <FileInput
          label="Model file"
          description={`What Download gives out, at most ${formatCount(mostMegabytes)} MB.`}
          placeholder="Choose a file"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            if (chosen !== null && name === "") setName(chosen.name.replace(/\.[^.]*$/, "").slice(0, 80));
          }}
        />
        <TextInput label="Name" maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <p className={styles.hint}>
          The file is checked number by number and holds no code. It becomes a candidate; figures are those that it
          states.
        </p>
      </div>
    </ConfirmDialog>
  );
}
