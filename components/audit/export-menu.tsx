"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { AuditFilters } from "../../lib/contracts/audit.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import { auditText } from "./audit-text.ts";

const { Part: ExportChoices, fetch } = fetchedLater(() =>
  import("./export-choices.tsx").then((file) => file.ExportChoices),
);

/** Downloads what is listed, or the whole sealed record. */
export function ExportMenu({ filters }: { readonly filters: AuditFilters }) {
  const { trigger, place, wasOpened } = useDropDown("menu", fetch);
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={14} aria-hidden="true" />} {...trigger}>
        {auditText.export}
      </Button>
      {wasOpened && <ExportChoices place={place} filters={filters} />}
    </>
  );
}
