"use client";

import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import { alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";
import styles from "./alerts.module.css";

const { Part: MorePopover, fetch } = fetchedLater(() => import("./more-popover.tsx").then((file) => file.MorePopover));

/** What the menus cannot hold: an entity, a technique, scores, an exact period. */
export function MoreFilters({ view }: { readonly view: AlertsView }) {
  const { entity, technique, scoreFrom, scoreTo, from, to } = view.query;
  const set = [entity, technique, scoreFrom, scoreTo, from, to].filter((value) => value !== undefined).length;
  const { trigger, place, wasOpened } = useDropDown("dialog", fetch);
  return (
    <>
      <Button
        variant="default"
        className={styles.chip}
        data-set={set > 0}
        rightSection={<IconChevronDown size={13} aria-hidden="true" />}
        {...trigger}
      >
        {set === 0 ? alertText.filters : `${alertText.filters}: ${set}`}
      </Button>
      {wasOpened && <MorePopover place={place} view={view} />}
    </>
  );
}
