"use client";

import { useEffect, useRef } from "react";

export type KeyActions = Readonly<Record<string, () => void>>;

const typingElements = "input, textarea, select, [contenteditable=true]";
/** What takes the keyboard for itself while it is open. */
const overlays = "[role=dialog], [role=menu], [role=listbox]";

/** Closed ones may stay in the page, unseen. */
function isOverlayOpen(): boolean {
  return [...document.querySelectorAll(overlays)].some((overlay) => overlay.checkVisibility());
}

/** Whether a key is free to be a command: nobody types, no overlay has the keyboard, no modifier is held. */
export function isCommandKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  return !target?.closest(typingElements) && !isOverlayOpen();
}

/** Single keys for the whole page; silent while somebody types, in dialogs and menus, and with Ctrl, Alt or Meta. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCommandKey(event)) return;
      const target = event.target instanceof Element ? event.target : null;
      // On a button or link, Enter presses it.
      if (event.key === "Enter" && target?.closest("button, a, summary")) return;
      const action = latest.current[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
