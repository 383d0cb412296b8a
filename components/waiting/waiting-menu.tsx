"use client";

import { IconInbox } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { formatCount } from "../display/format.ts";
import { useDropDown } from "../display/use-drop-down.ts";
import { useWaiting } from "./use-waiting.ts";
import styles from "./waiting.module.css";
import { waitingText } from "./waiting-text.ts";

const { Part: WaitingList, fetch } = fetchedLater(() => import("./waiting-list.tsx").then((file) => file.WaitingList));

/** How much waits for the signed-in person, and the worst of it a press away. */
export function WaitingMenu({ stream }: { readonly stream: StreamName }) {
  const { count } = useWaiting(stream);
  const { trigger, place, wasOpened } = useDropDown("menu", fetch);
  return (
    <>
      <button
        type="button"
        className={styles.button}
        data-any={count > 0}
        aria-label={waitingText.waits(count)}
        {...trigger}
      >
        <IconInbox size={16} stroke={1.6} aria-hidden="true" />
        <span aria-hidden="true">{formatCount(count)}</span>
      </button>
      {wasOpened && <WaitingList stream={stream} place={place} />}
    </>
  );
}
