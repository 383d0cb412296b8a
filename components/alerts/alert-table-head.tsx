"use client";

import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type CSSProperties, type PointerEvent, useRef } from "react";
import { type ColumnName, columnTable, fittingWidth, type ShownColumn, withWidth } from "./alert-columns.ts";
import styles from "./alert-table.module.css";
import { alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";
import { SelectBox } from "./select-box.tsx";

interface AlertTableHeadProps {
  readonly view: AlertsView;
  /** Null where nothing can be chosen. */
  readonly allSelected: boolean | "mixed" | null;
  readonly onSelectAll: () => void;
}

/** The columns' names: pressing one sorts by it, its right edge widens it. */
export function AlertTableHead({ view, allSelected, onSelectAll }: AlertTableHeadProps) {
  const { columns, query, setSort, setColumns } = view;
  const sortBy = (name: ColumnName) => {
    const { sort } = columnTable[name];
    if (sort !== null) setSort(sort, query.sort === sort && query.dir === "desc" ? "asc" : "desc");
  };
  return (
    <thead>
      <tr>
        {allSelected !== null && (
          <th scope="col" data-column="select">
            <SelectBox label={alertText.selectAll} checked={allSelected} onToggle={onSelectAll} />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell
            key={column.name}
            column={column}
            sorted={columnTable[column.name].sort === query.sort ? query.dir : null}
            onSort={() => sortBy(column.name)}
            onWidth={(width) => setColumns(withWidth(columns, column.name, width))}
          />
        ))}
      </tr>
    </thead>
  );
}

const widthProperty = "--tl-column";

/** As a property of its own, so that the style sheet can make a column narrower where there is little room. */
function columnWidth(width: number | null): CSSProperties & { readonly [widthProperty]?: string } {
  return width === null ? {} : { [widthProperty]: `${width}px` };
}

interface HeadCellProps {
  readonly column: ShownColumn;
  readonly sorted: "asc" | "desc" | null;
  readonly onSort: () => void;
  readonly onWidth: (width: number) => void;
}

function HeadCell({ column, sorted, onSort, onWidth }: HeadCellProps) {
  const { name, sort, numeric } = columnTable[column.name];
  return (
    <th
      scope="col"
      data-column={column.name}
      data-numeric={numeric}
      aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
      style={columnWidth(column.width)}
    >
      {sort === null ? (
        name
      ) : (
        <button type="button" className={styles.sort} data-sorted={sorted !== null} onClick={onSort}>
          {name}
          {sorted === "desc" && <IconArrowDown size={12} aria-hidden="true" />}
          {sorted === "asc" && <IconArrowUp size={12} aria-hidden="true" />}
        </button>
      )}
      <Handle onWidth={onWidth} />
    </th>
  );
}

interface Pull {
  readonly head: HTMLElement;
  readonly fromX: number;
  readonly fromWidth: number;
}

/** The edge by which a column is pulled; the address hears of it at the end. By keyboard the menu of columns does it. */
function Handle({ onWidth }: { readonly onWidth: (width: number) => void }) {
  const pull = useRef<Pull | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    const head = event.currentTarget.parentElement;
    if (head === null) return;
    pull.current = { head, fromX: event.clientX, fromWidth: head.getBoundingClientRect().width };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const widthAt = ({ fromX, fromWidth }: Pull, x: number) => fittingWidth(fromWidth + x - fromX);
  const onPointerMove = ({ clientX }: PointerEvent<HTMLSpanElement>) => {
    if (pull.current !== null)
      pull.current.head.style.setProperty(widthProperty, `${widthAt(pull.current, clientX)}px`);
  };
  const end = ({ clientX }: PointerEvent<HTMLSpanElement>) => {
    if (pull.current !== null && clientX !== pull.current.fromX) onWidth(widthAt(pull.current, clientX));
    pull.current = null;
  };
  return (
    <span
      className={styles.handle}
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}
