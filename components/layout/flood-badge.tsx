"use client";

import { IconRipple } from "@tabler/icons-react";
import Link from "next/link";
import type { StreamName } from "../../lib/contracts/common.ts";
import { floodSentence, floodText } from "../alerts/flood-text.ts";
import { useFloods } from "../alerts/use-floods.ts";
import { inStream } from "../url/use-stream.ts";
import styles from "./shell.module.css";

/** Says on every page that alerts come faster than people can read. */
export function FloodBadge({ stream }: { readonly stream: StreamName }) {
  const { data } = useFloods(stream);
  const flood = data?.current ?? null;
  if (flood === null) return null;
  return (
    <Link href={inStream("/alerts", stream)} className={styles.badge} data-flood="true" title={floodSentence(flood)}>
      <IconRipple size={14} aria-hidden="true" />
      <span className={styles.words}>{floodText.badge}</span>
    </Link>
  );
}
