"use client";

import { NumberInput } from "@mantine/core";
import { useState } from "react";

interface CommittedNumberProps {
  readonly label: string;
  readonly value: number | "";
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
  readonly disabled: boolean;
  readonly onCommit: (value: number) => void;
}

/** A number that counts only when it has been typed whole. */
export function CommittedNumber({ label, value, least, most, decimals, disabled, onCommit }: CommittedNumberProps) {
  const [typed, setTyped] = useState<string | number | null>(null);
  const commit = () => {
    if (typed === null) return;
    const number = Number(typed);
    if (typed !== "" && Number.isFinite(number) && number !== value) onCommit(Math.min(most, Math.max(least, number)));
    setTyped(null);
  };
  return (
    <NumberInput
      aria-label={label}
      size="xs"
      hideControls
      thousandSeparator=","
      decimalScale={decimals}
      min={least}
      max={most}
      clampBehavior="none"
      disabled={disabled}
      value={typed ?? value}
      onChange={(next) => next !== value && setTyped(next)}
      onBlur={commit}
      onKeyDown={(event) => event.key === "Enter" && commit()}
    />
  );
}
