"use client";

import { Menu } from "@mantine/core";
import type { AuditFilters } from "../../lib/contracts/audit.ts";
import { AnchoredMenu } from "../display/anchored-menu.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import { auditText } from "./audit-text.ts";
import { exportPath } from "./use-audit.ts";

/** The files that the record comes in. */
export function ExportChoices({ place, filters }: { readonly place: DropDownPlace; readonly filters: AuditFilters }) {
  return (
    <AnchoredMenu place={place} position="bottom-end">
      <Menu.Dropdown>
        <Menu.Item component="a" href={exportPath("ndjson", filters)} download>
          {auditText.exportNdjson}
        </Menu.Item>
        <Menu.Item component="a" href={exportPath("csv", filters)} download>
          {auditText.exportCsv}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component="a" href={exportPath("record", filters)} download>
          {auditText.exportRecord}
        </Menu.Item>
        <Menu.Label>{auditText.exportHint}</Menu.Label>
      </Menu.Dropdown>
    </AnchoredMenu>
  );
}
