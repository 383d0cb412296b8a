"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus when what holds it is replaced by something of its kind: it goes to what has the same name there, else
 * to the whole of it. The browser would give it to the page, and the keys that follow would do nothing. The container can
 * take the focus (`tabIndex={-1}`); `shown` says what is in it.
 */
export function useKeptFocus(container: RefObject<HTMLElement | null>, shown: unknown): void {
  const focused = useRef<string | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      const isWithin = target instanceof Element && container.current?.contains(target) === true;
      focused.current = isWithin ? nameOf(target) : null;
    };
    // A press beside everything takes the focus away without giving it to anything.
    const onPress = () => {
      focused.current = null;
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("pointerdown", onPress, { capture: true });
    return () => {
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("pointerdown", onPress, { capture: true });
    };
  }, [container]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever something else is shown.
  useLayoutEffect(() => {
    const name = focused.current;
    if (name === null || document.activeElement !== document.body) return;
    const named = [...(container.current?.querySelectorAll("[aria-label], button") ?? [])];
    const same = named.find((element) => nameOf(element) === name);
    const next = same instanceof HTMLElement ? same : container.current;
    next?.focus({ preventScroll: true });
  }, [container, shown]);
}

function nameOf(element: Element): string {
  return `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent}`;
}
