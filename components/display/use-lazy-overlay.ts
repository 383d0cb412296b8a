"use client";

import { useEffect, useState } from "react";

/** For an overlay that is loaded when it is first opened: whether it was. It stays in the page from then on. */
export function useWasOpened(opened: boolean): boolean {
  const [wasOpened, setWasOpened] = useState(opened);
  if (opened && !wasOpened) setWasOpened(true);
  return opened || wasOpened;
}

/**
 * For that overlay itself: open from the render after its first. Only what it sees change from closed to open does Mantine
 * undo when it closes, giving the focus back to where it was.
 */
export function useOpenedAfterMount(opened: boolean): boolean {
  const [isMounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return opened && isMounted;
}

/**
 * For an overlay that is taken out of the page instead of being closed: gives the focus back to what had it before, if
 * nothing else has taken it.
 */
export function useFocusGivenBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        const isLost = document.activeElement === document.body || document.activeElement === null;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, []);
}
