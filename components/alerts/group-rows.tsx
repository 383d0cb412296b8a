"use client";

import { Button } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import type { AlertFilter, AlertGrouping, AlertGroups } from "../../lib/contracts/alert-query.ts";
import { severitySchema } from "../../lib/contracts/common.ts";
import { formatCount } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { severityWords } from "../display/severity-order.ts";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { plainName } from "../explain/plain-name.ts";
import { alertSentences, alertText, statusWords } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";
import { GroupMenu } from "./group-menu.tsx";
import styles from "./group-table.module.css";
import { useAlertGroups } from "./use-alert-groups.ts";
import type { Triage } from "./use-triage.ts";

type Group = AlertGroups["items"][number];

interface GroupRowsProps {
  readonly view: AlertsView;
  readonly triage: Triage;
  /** The list's filters, with those of the groups around. */
  readonly filter: AlertFilter;
  readonly depth: number;
}

/** A group's value as people read it. */
function labelOf(by: AlertGrouping, { value, label }: Group): string {
  if (by === "severity") return severityWords[severitySchema.parse(value)];
  if (by === "detector") return plainName(value);
  if (by === "assignee") return value === "none" ? alertText.nobody : value;
  const status = by === "status" ? Object.entries(statusWords).find(([name]) => name === value) : undefined;
  return status?.[1] ?? label;
}

/** The groups of one level; each opens into the next. */
export function GroupRows({ view, triage, filter, depth }: GroupRowsProps) {
  const by = view.grouping[depth] ?? "severity";
  const { data, error, refetch } = useAlertGroups({ ...filter, by, limit: 50 });
  if (data === undefined) {
    return (
      <tr>
        <td colSpan={5}>
          {error === null ? (
            <LoadingState label={alertText.loading} rows={3} />
          ) : (
            <ErrorState error={error} retry={refetch} />
          )}
        </td>
      </tr>
    );
  }
  if (data.items.length === 0) {
    return (
      <tr>
        <td colSpan={5}>
          <EmptyState title={alertText.groupNone} />
        </td>
      </tr>
    );
  }
  return (
    <>
      {data.items.map((group) => (
        <GroupRow key={group.value} view={view} triage={triage} filter={filter} depth={depth} group={group} />
      ))}
      {data.more > 0 && (
        <tr className={styles.row}>
          <td colSpan={5} className={styles.more} style={{ paddingLeft: 16 + (depth + 1) * 24 }}>
            {alertSentences.moreGroups(formatCount(data.more))}
          </td>
        </tr>
      )}
    </>
  );
}

function GroupRow({ view, triage, filter, depth, group }: GroupRowsProps & { readonly group: Group }) {
  const [open, setOpen] = useState(false);
  const by = view.grouping[depth] ?? "severity";
  const label = labelOf(by, group);
  const within = { ...filter, [by]: group.value };
  const isLast = depth === view.grouping.length - 1;
  const list = () => {
    const { stream: _stream, ...filters } = within;
    const values = Object.entries(filters).map(([name, value]) => [name, String(value)] as const);
    view.setFilters(
      { ...Object.fromEntries(values), time: filter.time === "lastSeen" ? null : filter.time, group: null },
      "push",
    );
  };
  return (
    <>
      <tr className={styles.row}>
        <th scope="row" style={{ paddingLeft: 8 + depth * 24 }}>
          <button
            type="button"
            className={styles.name}
            aria-expanded={isLast ? undefined : open}
            title={isLast ? alertText.groupList : undefined}
            onClick={() => (isLast ? list() : setOpen(!open))}
          >
            {isLast ? (
              <span className={styles.leaf} />
            ) : open ? (
              <IconChevronDown size={14} />
            ) : (
              <IconChevronRight size={14} />
            )}
            <span className={styles.label}>{label}</span>
          </button>
        </th>
        <td data-numeric="true">{formatCount(group.count)}</td>
        <td>
          <SeverityMark severity={group.worst} />
        </td>
        <td data-numeric="true">
          <RelativeTime at={group.lastSeen} />
        </td>
        <td className={styles.actions}>
          <Button variant="subtle" onClick={list}>
            {alertText.groupList}
          </Button>
          {triage.mayTriage && <GroupMenu triage={triage} filter={within} label={label} />}
        </td>
      </tr>
      {open && <GroupRows view={view} triage={triage} filter={within} depth={depth + 1} />}
    </>
  );
}
