"use client";

import { IconChevronDown, IconFlask } from "@tabler/icons-react";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import { useMay } from "../session/use-session.ts";
import styles from "./demo.module.css";
import { demoText } from "./demo-text.ts";

const { Part: AttackMenu, fetch } = fetchedLater(() => import("./attack-menu.tsx").then((file) => file.AttackMenu));

/** On a telephone a sign, and the words for those who hear them. */
function BadgeWords() {
  return (
    <>
      <IconFlask className={styles.sign} size={16} stroke={1.6} aria-hidden="true" />
      <span className={styles.words}>{demoText.badge}</span>
    </>
  );
}

/** Says that this stream is generated; whoever may triage can also begin one of its attacks, to see what happens. */
export function DemoBadge() {
  const mayAttack = useMay("demo:attack");
  const { trigger, place, wasOpened } = useDropDown("menu", fetch);
  if (!mayAttack) {
    return (
      <span className={styles.badge} title={demoText.hint}>
        <BadgeWords />
      </span>
    );
  }
  return (
    <>
      <button type="button" className={styles.badge} title={demoText.hint} {...trigger}>
        <BadgeWords />
        <IconChevronDown size={13} aria-hidden="true" />
      </button>
      {wasOpened && <AttackMenu place={place} />}
    </>
  );
}
