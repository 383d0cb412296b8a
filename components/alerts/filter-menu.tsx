"use client";

import { Menu } from "@mantine/core";
import { AnchoredMenu } from "../display/anchored-menu.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

interface FilterMenuProps {
  readonly place: DropDownPlace;
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  readonly closesOnChoice: boolean;
  readonly onToggle: (value: string) => void;
}

/** What a filter may let through. */
export function FilterMenu({ place, options, chosen, closesOnChoice, onToggle }: FilterMenuProps) {
  return (
    <AnchoredMenu place={place} closeOnItemClick={closesOnChoice} position="bottom-start">
      <Menu.Dropdown>
        {options.length === 0 && <Menu.Label>Nothing to choose from</Menu.Label>}
        {options.map(({ value, label }) => (
          <Menu.CheckboxItem key={value} checked={chosen.includes(value)} onChange={() => onToggle(value)}>
            {label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </AnchoredMenu>
  );
}
