"use client";

import { Button } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { fetchedLater } from "../display/fetched-later.tsx";
import { Tip } from "../display/tip.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import { alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";

const { Part: ColumnsPopover, fetch } = fetchedLater(() =>
  import("./columns-popover.tsx").then((file) => file.ColumnsPopover),
);

/** Which columns, in which order, how wide; all of it in the address. */
export function ColumnsMenu({ view }: { readonly view: AlertsView }) {
  const { trigger, place, wasOpened, opened } = useDropDown("dialog", fetch);
  const button = (
    <Button variant="default" px={6} aria-label={alertText.columns} {...trigger}>
      <IconColumns3 size={16} />
    </Button>
  );
  return (
    <>
      <Tip label={alertText.columns} isOff={opened}>
        {() => button}
      </Tip>
      {wasOpened && <ColumnsPopover place={place} view={view} />}
    </>
  );
}
