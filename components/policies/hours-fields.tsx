"use client";

import { Checkbox, Chip, TextInput } from "@mantine/core";
import type { Hours } from "../../lib/thresholds/hours.ts";
import styles from "./exceptions.module.css";
import { policiesText } from "./policies-text.ts";

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const dayMinutes = 1440;

const clock = (minute: number) =>
  `${String(Math.floor((minute % dayMinutes) / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Working days by the clocks of whoever writes it. */
function firstHours(): Hours {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { days: [0, 1, 2, 3, 4], from: 8 * 60, to: 18 * 60, zone };
}

interface HoursFieldsProps {
  readonly hours: Hours | undefined;
  readonly onChange: (hours: Hours | undefined) => void;
}

/** Days and a stretch of each, in which a scope or an exception holds; without them it always does. */
export function HoursFields({ hours, onChange }: HoursFieldsProps) {
  return (
    <fieldset className={styles.hours}>
      <Checkbox
        size="xs"
        label={policiesText.hours}
        checked={hours !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? firstHours() : undefined)}
      />
      {hours !== undefined && <Stretch hours={hours} onChange={onChange} />}
    </fieldset>
  );
}

function Stretch({ hours, onChange }: { readonly hours: Hours; readonly onChange: (hours: Hours) => void }) {
  const setMinute = (field: "from" | "to", text: string) => {
    const minute = minuteOf(text);
    if (minute !== null) onChange({ ...hours, [field]: minute });
  };
  return (
    <>
      <Chip.Group
        multiple
        value={hours.days.map(String)}
        onChange={(days) => days.length > 0 && onChange({ ...hours, days: days.map(Number).sort((a, b) => a - b) })}
      >
        <fieldset className={styles.days} aria-label={policiesText.days}>
          {dayNames.map((name, day) => (
            <Chip key={name} size="xs" value={String(day)}>
              {name}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <div className={styles.stretch}>
        <TextInput
          type="time"
          size="xs"
          label={policiesText.from}
          value={clock(hours.from)}
          onChange={(event) => setMinute("from", event.currentTarget.value)}
        />
        <TextInput
          type="time"
          size="xs"
          label={policiesText.to}
          value={clock(hours.to)}
          onChange={(event) => setMinute("to", event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={policiesText.zone}
          value={hours.zone}
          onChange={(event) => onChange({ ...hours, zone: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
