"use client";

import { Menu } from "@mantine/core";
import { AnchoredMenu } from "../display/anchored-menu.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import { timeSpans } from "./audit-text.ts";
import type { AuditView } from "./audit-view.ts";

interface TimeMenuProps {
  readonly place: DropDownPlace;
  readonly view: AuditView;
  readonly isAny: boolean;
}

/** The spans that the record can be cut to. */
export function TimeMenu({ place, view, isAny }: TimeMenuProps) {
  return (
    <AnchoredMenu place={place} position="bottom-start">
      <Menu.Dropdown>
        <Menu.CheckboxItem checked={isAny} onClick={() => view.setTime({})}>
          Any time
        </Menu.CheckboxItem>
        {timeSpans.map(({ value, label }) => (
          <Menu.CheckboxItem
            key={value}
            checked={view.params.get("span") === value}
            onClick={() => view.setTime({ span: value })}
          >
            {label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </AnchoredMenu>
  );
}
