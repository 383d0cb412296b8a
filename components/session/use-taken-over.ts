"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/**
 * A form is in the page before its script is. What was typed by then is handed over, in the order of the fields, and
 * kept; false until then, when sending it would lead nowhere.
 */
export function useTakenOver(
  form: RefObject<HTMLFormElement | null>,
  take: (typed: readonly string[]) => void,
): boolean {
  const [isTakenOver, setTakenOver] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, before anything is rendered over what was typed.
  useLayoutEffect(() => {
    take([...(form.current?.querySelectorAll("input") ?? [])].map(({ value }) => value));
    setTakenOver(true);
  }, []);
  return isTakenOver;
}
