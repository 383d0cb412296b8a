"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import styles from "./tip.module.css";

interface TipProps {
  /** A sentence or two. */
  readonly label: ReactNode;
  /** While something else drops down there. */
  readonly isOff?: boolean;
  /** What it is about; takes the description. */
  readonly children: (described: { readonly "aria-describedby": string }) => ReactNode;
}

const waitMs = 250;

/**
 * Says more about a button at the right of the page: beneath it, while the pointer rests on it or the keyboard is there.
 * Escape takes it away. It needs no place computed and so none of the script that computes places.
 */
export function Tip({ label, isOff = false, children }: TipProps) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(true), waitMs);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setShown(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isShown) return;
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && setShown(false);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isShown]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches; what can be pressed is within.
    <span
      className={styles.about}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={(event) => event.target.matches(":focus-visible") && show()}
      onBlur={hide}
    >
      {children({ "aria-describedby": id })}
      <span id={id} role="tooltip" className={styles.tip} data-shown={isShown && !isOff}>
        {label}
      </span>
    </span>
  );
}
