"use client";

import { NativeSelect, NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type TrainingOptions, trainingOptionsSchema } from "../../lib/contracts/models.ts";
import { IncompleteError } from "../data/api-error.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import formStyles from "./forms.module.css";
import styles from "./models.module.css";
import { imbalanceWords, modelsText, optionWords } from "./models-text.ts";
import { ReadinessNote } from "./readiness-note.tsx";
import { useTrain } from "./use-models.ts";

interface TrainDialogProps {
  readonly stream: StreamName;
  readonly onClose: () => void;
  readonly onBegun: (id: number) => void;
}

const defaults = trainingOptionsSchema.parse({});
const imbalances = trainingOptionsSchema.shape.imbalance.unwrap().options;

/** From what to learn and how. Every choice has a default that does. */
export function TrainDialog({ stream, onClose, onBegun }: TrainDialogProps) {
  const train = useTrain(stream);
  const [origin, setOrigin] = useState<"generated" | "verdicts">(stream === "demo" ? "generated" : "verdicts");
  const [name, setName] = useState("");
  const [options, setOptions] = useState<TrainingOptions>(defaults);
  const begin = async (reason: string) => {
    const checked = trainingOptionsSchema.safeParse(options);
    if (!checked.success) throw new IncompleteError("One of the choices is empty, or out of its range.");
    const named = name.trim() === "" ? {} : { name: name.trim() };
    const model = await train.mutateAsync({ stream, origin, reason, options: checked.data, ...named });
    onBegun(model.id);
  };
  return (
    <ConfirmDialog
      opened
      title={`Train a model for ${stream}`}
      confirm={modelsText.train}
      reasonLabel={modelsText.reason}
      onClose={onClose}
      onConfirm={begin}
    >
      <div className={formStyles.form}>
        {stream === "demo" && (
          <SegmentedControl
            aria-label="Learn from"
            fullWidth
            transitionDuration={0}
            value={origin}
            onChange={(value) => setOrigin(value === "verdicts" ? "verdicts" : "generated")}
            data={[
              { value: "generated", label: "Generated history" },
              { value: "verdicts", label: "Verdicts" },
            ]}
          />
        )}
        {origin === "verdicts" ? (
          <ReadinessNote stream={stream} />
        ) : (
          <p>
            Learns from days of generated life and attacks, whose labels are known. It says nothing of a real network.
          </p>
        )}
        <TextInput
          label="Name"
          placeholder="Model and its number"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <details className={formStyles.options}>
          <summary>Choices</summary>
          <OptionFields options={options} setOptions={setOptions} />
        </details>
        <p className={styles.hint}>
          It trains beside scoring, and says how far it is. Nothing changes before somebody promotes it.
        </p>
      </div>
    </ConfirmDialog>
  );
}

interface OptionFieldsProps {
  readonly options: TrainingOptions;
  readonly setOptions: (options: TrainingOptions) => void;
}

const numberFields = [
  { key: "rounds", min: 5, max: 500, step: 5 },
  { key: "mostDepth", min: 2, max: 8, step: 1 },
  { key: "learningRate", min: 0.01, max: 0.5, step: 0.01 },
  { key: "historyShare", min: 0.1, max: 1, step: 0.1 },
  { key: "seed", min: 0, max: 2 ** 31, step: 1 },
] as const;

function OptionFields({ options, setOptions }: OptionFieldsProps) {
  return (
    <div className={formStyles.form}>
      {numberFields.map(({ key, min, max, step }) => (
        <NumberInput
          key={key}
          label={optionWords[key].label}
          description={`${optionWords[key].about} ${min} to ${max}.`}
          min={min}
          max={max}
          step={step}
          allowDecimal={key === "learningRate" || key === "historyShare"}
          value={Number.isFinite(options[key]) ? options[key] : ""}
          onChange={(value) => setOptions({ ...options, [key]: typeof value === "number" ? value : Number.NaN })}
        />
      ))}
      <NativeSelect
        label={optionWords.imbalance.label}
        description={optionWords.imbalance.about}
        value={options.imbalance}
        onChange={(event) => {
          const chosen = imbalances.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) setOptions({ ...options, imbalance: chosen });
        }}
        data={imbalances.map((value) => ({ value, label: imbalanceWords[value] }))}
      />
    </div>
  );
}
