"use client";

import { Button, CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconChevronDown, IconX } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { auditOutcomeSchema } from "../../lib/contracts/audit.ts";
import { FilterChip } from "../alerts/filter-chip.tsx";
import { fetchedLater } from "../display/fetched-later.tsx";
import { formatDateTime } from "../display/format.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import styles from "./audit.module.css";
import { actionOptions, auditText, outcomeWords, timeSpans } from "./audit-text.ts";
import type { AuditView, UrlFilter } from "./audit-view.ts";

const outcomeOptions = auditOutcomeSchema.options.map((value) => ({ value, label: outcomeWords[value] }));
const waitMs = 300;

const { Part: TimeMenu, fetch } = fetchedLater(() => import("./time-menu.tsx").then((file) => file.TimeMenu));

interface TextFilterProps {
  readonly view: AuditView;
  readonly name: UrlFilter;
  readonly label: string;
  readonly hint?: string;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** A filter that is typed. It follows the address where somebody else sets that (a link, the back button). */
function TextFilter({ view, name, label, hint, inputRef }: TextFilterProps) {
  const asked = view.params.get(name) ?? "";
  const [typed, setTyped] = useState(asked);
  const [sent, setSent] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const send = (text: string) => {
    setSent(text.trim());
    view.setFilter(name, text.trim());
  };
  const sendLater = useDebouncedCallback(send, waitMs);
  if (asked !== seen) {
    setSeen(asked);
    if (asked !== sent) {
      setSent(asked);
      setTyped(asked);
    }
  }
  return (
    <TextInput
      ref={inputRef}
      size="xs"
      className={styles.input}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={typed}
      data-set={asked !== ""}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        sendLater(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") sendLater.flush();
        if (event.key === "Escape") event.currentTarget.blur();
      }}
      rightSection={
        typed === "" ? (
          hint && <KeyHint>{hint}</KeyHint>
        ) : (
          <CloseButton
            size="xs"
            aria-label={`Clear ${label}`}
            onClick={() => {
              sendLater.cancel();
              setTyped("");
              send("");
            }}
          />
        )
      }
    />
  );
}

/** The span in words. */
function describeTime(view: AuditView): string | null {
  const span = timeSpans.find(({ value }) => value === view.params.get("span"));
  if (span) return span.label;
  const { from, to } = view.filters;
  if (from === undefined && to === undefined) return null;
  const name = (time: string | undefined) => (time === undefined ? "" : formatDateTime(Date.parse(time)));
  return `${name(from)} – ${name(to)}`;
}

function TimeFilter({ view }: { readonly view: AuditView }) {
  const chosen = describeTime(view);
  const { trigger, place, wasOpened } = useDropDown("menu", fetch);
  return (
    <>
      <Button
        variant="default"
        className={styles.time}
        data-set={chosen !== null}
        rightSection={<IconChevronDown size={13} aria-hidden="true" />}
        {...trigger}
      >
        {chosen === null ? auditText.time : `${auditText.time}: ${chosen}`}
      </Button>
      {wasOpened && <TimeMenu place={place} view={view} isAny={chosen === null} />}
    </>
  );
}

interface AuditToolbarProps {
  readonly view: AuditView;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** Filters of the record; all of them in the address. */
export function AuditToolbar({ view, searchRef }: AuditToolbarProps) {
  const action = view.params.get("action") ?? "";
  const known = actionOptions.some(({ value }) => value === action);
  const options = known || action === "" ? actionOptions : [...actionOptions, { value: action, label: action }];
  return (
    <>
      <TextFilter view={view} name="q" label={auditText.search} hint="/" inputRef={searchRef} />
      <TextFilter view={view} name="actor" label={auditText.actor} />
      <TextFilter view={view} name="resource" label={auditText.resource} />
      <FilterChip
        name={auditText.action}
        options={options}
        selected={action}
        onSelect={(value) => view.setFilter("action", value)}
        single
      />
      <FilterChip
        name={auditText.outcome}
        options={outcomeOptions}
        selected={view.filters.outcome}
        onSelect={(values) => view.setFilter("outcome", values)}
      />
      <TimeFilter view={view} />
      {view.filterCount > 0 && (
        <Button variant="subtle" leftSection={<IconX size={13} aria-hidden="true" />} onClick={view.clearFilters}>
          {auditText.clear}
        </Button>
      )}
    </>
  );
}
