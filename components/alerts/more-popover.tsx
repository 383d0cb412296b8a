"use client";

import { Button, Group, Popover, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { AnchoredPopover } from "../display/anchored-menu.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import { alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";

const timeOptions = [
  { value: "lastSeen", label: "Last seen" },
  { value: "raised", label: "Raised" },
  { value: "resolved", label: "Resolved" },
];

const two = (value: number) => String(value).padStart(2, "0");

/** A moment as an input of local times holds it. */
function localInput(iso: string | undefined): string {
  if (iso === undefined) return "";
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function isoOf(local: string): string | null {
  const at = new Date(local);
  return Number.isFinite(at.getTime()) ? at.toISOString() : null;
}

/** The form of what the menus cannot hold; begins anew each time. */
export function MorePopover({ place, view }: { readonly place: DropDownPlace; readonly view: AlertsView }) {
  return (
    <AnchoredPopover place={place} position="bottom-start">
      <Popover.Dropdown>
        {place.opened && <MoreForm view={view} onDone={() => place.onChange(false)} />}
      </Popover.Dropdown>
    </AnchoredPopover>
  );
}

function MoreForm({ view, onDone }: { readonly view: AlertsView; readonly onDone: () => void }) {
  const { query, setFilters } = view;
  const [time, setTime] = useState<string>(query.time);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    setFilters({
      entity: text("entity"),
      technique: text("technique").toUpperCase(),
      scoreFrom: text("scoreFrom"),
      scoreTo: text("scoreTo"),
      time: time === "lastSeen" ? null : time,
      from: isoOf(text("from")),
      to: isoOf(text("to")),
    });
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" w={340}>
        <TextInput size="xs" name="entity" label={alertText.entity} defaultValue={query.entity} data-autofocus />
        <TextInput
          size="xs"
          name="technique"
          label="ATT&CK technique"
          placeholder="T1110"
          defaultValue={query.technique}
        />
        <Group grow>
          <ScoreInput name="scoreFrom" label={alertText.scoreFrom} value={query.scoreFrom} />
          <ScoreInput name="scoreTo" label={alertText.scoreTo} value={query.scoreTo} />
        </Group>
        <Select
          size="xs"
          label="Time of"
          data={timeOptions}
          value={time}
          allowDeselect={false}
          onChange={(value) => value !== null && setTime(value)}
          comboboxProps={{ withinPortal: false }}
        />
        <Group grow>
          <TextInput
            size="xs"
            type="datetime-local"
            name="from"
            label={alertText.from}
            defaultValue={localInput(query.from)}
          />
          <TextInput
            size="xs"
            type="datetime-local"
            name="to"
            label={alertText.to}
            defaultValue={localInput(query.to)}
          />
        </Group>
        <Button type="submit">{alertText.apply}</Button>
      </Stack>
    </form>
  );
}

interface ScoreInputProps {
  readonly name: string;
  readonly label: string;
  readonly value: number | undefined;
}

function ScoreInput({ name, label, value }: ScoreInputProps) {
  return (
    <TextInput size="xs" type="number" min={0} max={100} step="any" name={name} label={label} defaultValue={value} />
  );
}
