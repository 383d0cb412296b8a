"use client";

import { ActionIcon, Button, Checkbox, Group, Popover, Stack } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { AnchoredPopover } from "../display/anchored-menu.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import {
  type ColumnName,
  columnTable,
  type ShownColumn,
  usualColumns,
  withMoved,
  withToggled,
  withWidth,
} from "./alert-columns.ts";
import { alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";

const widthStep = 24;
const isName = (name: string): name is ColumnName => name in columnTable;
const allNames = Object.keys(columnTable).filter(isName);

/** Each column: shown or not, where, and how wide. */
export function ColumnsPopover({ place, view }: { readonly place: DropDownPlace; readonly view: AlertsView }) {
  const { columns, setColumns } = view;
  const hidden = allNames.filter((name) => columns.every((column) => column.name !== name));
  return (
    <AnchoredPopover place={place} position="bottom-end">
      <Popover.Dropdown>
        <Stack gap={4}>
          {columns.map((column) => (
            <ColumnLine key={column.name} column={column} columns={columns} onChange={setColumns} />
          ))}
          {hidden.map((name) => (
            <Checkbox
              key={name}
              size="xs"
              py={4}
              label={columnTable[name].name}
              checked={false}
              onChange={() => setColumns(withToggled(columns, name))}
            />
          ))}
          <Button variant="subtle" mt="sm" onClick={() => setColumns(usualColumns)}>
            {alertText.columnsUsual}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </AnchoredPopover>
  );
}

interface ColumnLineProps {
  readonly column: ShownColumn;
  readonly columns: readonly ShownColumn[];
  readonly onChange: (columns: readonly ShownColumn[]) => void;
}

function ColumnLine({ column: { name, width }, columns, onChange }: ColumnLineProps) {
  const word = columnTable[name].name;
  return (
    <Group justify="space-between" gap="md" wrap="nowrap">
      <Checkbox
        size="xs"
        label={word}
        checked
        disabled={name === "alert"}
        onChange={() => onChange(withToggled(columns, name))}
      />
      <Group gap={4} wrap="nowrap">
        {width !== null && (
          <>
            <Step
              label={`${word}: ${alertText.narrower}`}
              onClick={() => onChange(withWidth(columns, name, width - widthStep))}
            >
              <IconMinus size={12} />
            </Step>
            <Step
              label={`${word}: ${alertText.wider}`}
              onClick={() => onChange(withWidth(columns, name, width + widthStep))}
            >
              <IconPlus size={12} />
            </Step>
          </>
        )}
        <Step label={`${word}: ${alertText.earlier}`} onClick={() => onChange(withMoved(columns, name, -1))}>
          <IconArrowLeft size={12} />
        </Step>
        <Step label={`${word}: ${alertText.later}`} onClick={() => onChange(withMoved(columns, name, 1))}>
          <IconArrowRight size={12} />
        </Step>
      </Group>
    </Group>
  );
}

interface StepProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Step({ label, onClick, children }: StepProps) {
  return (
    <ActionIcon variant="subtle" size={24} aria-label={label} title={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
