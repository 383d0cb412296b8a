"use client";

import { NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { Executor } from "../../lib/contracts/executors.ts";
import { type PlaybookBody, playbookBodySchema, playbookMatchSchema } from "../../lib/contracts/playbooks.ts";
import { responseActionSchema } from "../../lib/contracts/responses.ts";
import { LeaseChoice } from "./lease-choice.tsx";
import styles from "./response-forms.module.css";
import { actionWords } from "./response-title.ts";

interface PlaybookFieldsProps {
  readonly body: PlaybookBody;
  /** By field, as `match.techniques.0`. */
  readonly problems: Readonly<Record<string, string>>;
  readonly executors: readonly Executor[];
  readonly disabled: boolean;
  readonly onChange: (body: PlaybookBody) => void;
}

const listLabels = [
  ["detectors", "Lead detectors"],
  ["techniques", "ATT&CK techniques"],
  ["families", "Families of events"],
  ["entities", "Only these targets (names, * or address blocks)"],
] as const;
const roles = playbookBodySchema.shape.targetRole.options;
const bands = playbookMatchSchema.shape.fromBand.options;
const still = { transitionProps: { duration: 0 } } as const;

/** What it reacts to, what it does, and its bounds. Empty lists mean any. */
export function PlaybookFields({ body, problems, executors, disabled, onChange }: PlaybookFieldsProps) {
  const problemOf = (field: string) =>
    Object.entries(problems).find(([path]) => path === field || path.startsWith(`${field}.`))?.[1];
  const set = (patch: Partial<PlaybookBody>) => onChange({ ...body, ...patch });
  return (
    <fieldset className={styles.fields} disabled={disabled}>
      <TextInput
        label="Name"
        value={body.name}
        error={problemOf("name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label="What it is for"
        autosize
        minRows={1}
        value={body.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Switch
        label="In use"
        checked={body.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      <Select
        label="Reacts from this band on"
        allowDeselect={false}
        comboboxProps={still}
        data={bands}
        value={body.match.fromBand}
        onChange={(value) => {
          const fromBand = bands.find((band) => band === value);
          if (fromBand !== undefined) set({ match: { ...body.match, fromBand } });
        }}
      />
      {listLabels.map(([name, label]) => (
        <TagsInput
          key={name}
          label={label}
          placeholder={body.match[name].length === 0 ? "any" : ""}
          comboboxProps={still}
          value={[...body.match[name]]}
          error={problemOf(`match.${name}`)}
          onChange={(values) => set({ match: { ...body.match, [name]: values } })}
        />
      ))}
      <ActionFields body={body} set={set} />
      <Select
        label="Carried out by"
        allowDeselect={false}
        comboboxProps={still}
        data={executors.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(body.executorId)}
        onChange={(value) => value !== null && set({ executorId: Number(value) })}
      />
      <BoundFields body={body} set={set} />
    </fieldset>
  );
}

interface PartProps {
  readonly body: PlaybookBody;
  readonly set: (patch: Partial<PlaybookBody>) => void;
}

function ActionFields({ body, set }: PartProps) {
  return (
    <div className={styles.pair}>
      <Select
        label="Action"
        allowDeselect={false}
        comboboxProps={still}
        data={responseActionSchema.options.map((value) => ({ value, label: actionWords[value] }))}
        value={body.action}
        onChange={(value) => {
          const action = responseActionSchema.options.find((known) => known === value);
          if (action !== undefined) set({ action });
        }}
      />
      <Select
        label="On the alert's"
        allowDeselect={false}
        comboboxProps={still}
        data={roles}
        value={body.targetRole}
        onChange={(value) => {
          const targetRole = roles.find((role) => role === value);
          if (targetRole !== undefined) set({ targetRole });
        }}
      />
    </div>
  );
}

function BoundFields({ body, set }: PartProps) {
  const budget = (patch: Partial<PlaybookBody["budget"]>) => set({ budget: { ...body.budget, ...patch } });
  return (
    <>
      <div className={styles.pair}>
        <LeaseChoice
          label="Ends by itself after"
          seconds={body.leaseSeconds}
          onChoose={(leaseSeconds) => set({ leaseSeconds })}
        />
        <LeaseChoice
          label="Undecided means no after"
          max={86_400}
          seconds={body.decideWithinSeconds}
          onChoose={(decideWithinSeconds) => set({ decideWithinSeconds })}
        />
      </div>
      <div className={styles.pair}>
        <NumberInput
          label="At most active at once"
          min={1}
          max={10_000}
          allowDecimal={false}
          value={body.budget.maxActive}
          onChange={(value) => budget({ maxActive: Number(value) })}
        />
        <NumberInput
          label="At most an hour"
          min={1}
          max={10_000}
          allowDecimal={false}
          value={body.budget.maxPerHour}
          onChange={(value) => budget({ maxPerHour: Number(value) })}
        />
      </div>
      <Switch
        label="Without asking, in the auto band"
        description="Only scores at or above the policy's auto threshold. Everything else waits for a person."
        checked={body.automatic}
        onChange={(event) => set({ automatic: event.currentTarget.checked })}
      />
    </>
  );
}
