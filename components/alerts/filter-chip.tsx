"use client";

import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import styles from "./alerts.module.css";
import type { FilterOption } from "./filter-menu.tsx";

const { Part: FilterMenu, fetch } = fetchedLater(() => import("./filter-menu.tsx").then((file) => file.FilterMenu));

interface FilterChipProps {
  readonly name: string;
  readonly options: readonly FilterOption[];
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
  const { trigger, place, wasOpened } = useDropDown("menu", fetch);
  return (
    <>
      <Button
        variant="default"
        className={styles.chip}
        data-set={chosen.length > 0 && !plain}
        rightSection={<IconChevronDown size={13} aria-hidden="true" />}
        {...trigger}
      >
        {chosen.length === 0 ? name : `${name}: ${labels.join(", ")}`}
      </Button>
      {wasOpened && (
        <FilterMenu place={place} options={options} chosen={chosen} closesOnChoice={single} onToggle={toggle} />
      )}
    </>
  );
}
