"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import styles from "./alerts.module.css";

interface FilterChipProps {
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Comma-separated, as in the address. */
  readonly selected: string | undefined;
  readonly onSelect: (values: string) => void;
  /** Only one value at a time. */
  readonly single?: boolean;
  /** Always set to something: not worth standing out. */
  readonly plain?: boolean;
}

/** A filter that says what it lets through, and a menu to change it. */
export function FilterChip({ name, options, selected, onSelect, single = false, plain = false }: FilterChipProps) {
  const chosen = (selected ?? "").split(",").filter((value) => value !== "");
  const labels = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);
  const toggle = (value: string) => {
    if (single) onSelect(chosen.includes(value) ? "" : value);
    else onSelect((chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]).join(","));
  };
  return (
    <Menu closeOnItemClick={single} position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          className={styles.chip}
          data-set={chosen.length > 0 && !plain}
          rightSection={<IconChevronDown size={13} aria-hidden="true" />}
        >
          {chosen.length === 0 ? name : `${name}: ${labels.join(", ")}`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.length === 0 && <Menu.Label>Nothing to choose from</Menu.Label>}
        {options.map(({ value, label }) => (
          <Menu.CheckboxItem key={value} checked={chosen.includes(value)} onChange={() => toggle(value)}>
            {label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
