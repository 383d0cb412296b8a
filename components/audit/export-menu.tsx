"use client";

import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { AuditFilters } from "../../lib/contracts/audit.ts";
import { auditText } from "./audit-text.ts";
import { exportPath } from "./use-audit.ts";

/** Downloads what is listed, or the whole sealed record. */
export function ExportMenu({ filters }: { readonly filters: AuditFilters }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden="true" />}>
          {auditText.export}
        </Button>
      </Menu.Target>
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
    </Menu>
  );
}
