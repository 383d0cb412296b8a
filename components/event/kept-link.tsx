"use client";

import type { ReactNode } from "react";
import styles from "../display/link-button.module.css";
import { useUrlParams } from "../url/use-url-params.ts";
import type { KeptBack } from "./kept-events-text.ts";

/** A count that opens the events which it counts. */
export function KeptLink({ what, children }: { readonly what: KeptBack; readonly children: ReactNode }) {
  const { change } = useUrlParams();
  return (
    <button type="button" className={styles.link} onClick={() => change({ kept: what }, "push")}>
      {children}
    </button>
  );
}
