"use client";

import { useEffect, useMemo, useRef } from "react";
import { isCommandKey } from "../url/use-keys.ts";
import { type KeyEntry, useKeyHelp } from "./key-registry.ts";
import { type BegunSequence, stepSequence } from "./key-sequence.ts";

/** A key or sequence that works on every page. */
export interface ShellKey extends KeyEntry {
  readonly run: () => void;
}

/**
 * Keys of the frame: they come before those of the page, since the second key of a sequence may be one of the page's.
 * The palette's own keys are with the palette: they also work while somebody types.
 */
export function useShellKeys(title: string, shellKeys: readonly ShellKey[]): void {
  useKeyHelp(title, shellKeys);
  const actions = useMemo(
    () => new Map(shellKeys.flatMap(({ keys, run }) => keys.map((key) => [key, run] as const))),
    [shellKeys],
  );
  const begun = useRef<BegunSequence | null>(null);
  useEffect(() => {
    const sequences = [...actions.keys()].filter((key) => key.includes(" "));
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCommandKey(event) || event.key === "Shift") return;
      const step = stepSequence({ begun: begun.current, key: event.key, atMs: event.timeStamp, sequences });
      begun.current = step.begun;
      const run = actions.get(step.taken ? (step.completed ?? "") : event.key);
      if (!step.taken && run === undefined) return;
      event.preventDefault();
      run?.();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [actions]);
}
