"use client";

import { ActionIcon, Button, Popover, TextInput, Tooltip } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { formatLocalInput, readFixedRange } from "./fixed-range.ts";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";

interface RangePickerProps {
  /** What is shown now: what the fields begin with. */
  readonly shown: TimeRange;
  readonly fixed: boolean;
  readonly onPick: (range: TimeRange) => void;
}

/** A range from one moment to another, typed: what dragging over the chart does by hand. */
export function RangePicker({ shown, fixed, onPick }: RangePickerProps) {
  const [opened, setOpened] = useState(false);
  const label = fixed ? liveText.changeRange : liveText.fixedRange;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      trapFocus
      shadow="md"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <ActionIcon
            variant={fixed ? "filled" : "default"}
            size={30}
            aria-label={label}
            onClick={() => setOpened((is) => !is)}
          >
            <IconCalendar size={15} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <RangeForm
          shown={shown}
          onPick={(range) => {
            setOpened(false);
            onPick(range);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function RangeForm({ shown, onPick }: Pick<RangePickerProps, "shown" | "onPick">) {
  const [from, setFrom] = useState(() => formatLocalInput(shown.from));
  const [to, setTo] = useState(() => formatLocalInput(shown.to));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readFixedRange(from, to);
    if (read.ok) onPick(read.range);
    else setProblem(read.reason);
  };
  return (
    <form className={styles.rangeForm} onSubmit={submit} noValidate>
      <TextInput
        type="datetime-local"
        step={1}
        label={liveText.rangeFrom}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        type="datetime-local"
        step={1}
        label={liveText.rangeTo}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={problem}
      />
      <Button type="submit">{liveText.showRange}</Button>
    </form>
  );
}
