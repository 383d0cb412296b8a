"use client";

import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { focusAtOnce } from "../display/focus-at-once.ts";

interface CommittedNumberProps {
  readonly label: string;
  readonly value: number | "";
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
  readonly disabled: boolean;
  /** Says the label above the field, where nothing around it does. */
  readonly showsLabel?: boolean;
  /** Says beneath the field that a number beyond the bounds was held at one of them. */
  readonly saysBounds?: boolean;
  /** What a dialog opens with. */
  readonly isFirst?: boolean;
  readonly onCommit: (value: number) => void;
}

/** A number that counts only when it has been typed whole. */
export function CommittedNumber(props: CommittedNumberProps) {
  const { label, value, least, most, decimals, disabled, onCommit } = props;
  const { showsLabel = false, saysBounds = false, isFirst = false } = props;
  const [typed, setTyped] = useState<string | number | null>(null);
  const [wasHeld, setHeld] = useState(false);
  const commit = () => {
    if (typed === null) return;
    const number = Number(typed);
    const held = Math.min(most, Math.max(least, number));
    if (typed !== "" && Number.isFinite(number) && number !== value) onCommit(held);
    setHeld(typed !== "" && held !== number);
    setTyped(null);
  };
  const bounds = `From ${least.toLocaleString("en", { maximumSignificantDigits: 6 })} to ${most.toLocaleString("en")}.`;
  return (
    <NumberInput
      {...(isFirst ? { "data-autofocus": true, ref: focusAtOnce } : {})}
      {...(showsLabel ? { label } : { "aria-label": label })}
      size="xs"
      hideControls
      thousandSeparator=","
      decimalScale={decimals}
      min={least}
      max={most}
      clampBehavior="none"
      disabled={disabled}
      error={saysBounds && wasHeld ? bounds : undefined}
      value={typed ?? value}
      onChange={(next) => {
        if (next === value) return;
        setTyped(next);
        setHeld(false);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        // It takes the number over; the form around it is sent by its own button.
        event.preventDefault();
        commit();
      }}
    />
  );
}
