"use client";

import { Select } from "@mantine/core";
import { formatLease } from "./format-time-left.ts";

interface LeaseChoiceProps {
  readonly label: string;
  readonly seconds: number;
  readonly min?: number;
  readonly max?: number;
  readonly onChoose: (seconds: number) => void;
}

const usual = [60, 300, 900, 1800, 3600, 4 * 3600, 8 * 3600, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400] as const;

/** How long it shall hold: the usual spans within what the action allows, and the one set already. */
export function LeaseChoice({ label, seconds, min = 60, max = 30 * 86_400, onChoose }: LeaseChoiceProps) {
  const spans = [...new Set([...usual.filter((span) => span >= min && span <= max), seconds])].sort((a, b) => a - b);
  return (
    <Select
      label={label}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      data={spans.map((span) => ({ value: String(span), label: formatLease(span) }))}
      value={String(seconds)}
      onChange={(value) => value !== null && onChoose(Number(value))}
    />
  );
}
