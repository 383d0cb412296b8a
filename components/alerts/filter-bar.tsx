"use client";

import { Button, CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type RefObject, useState } from "react";
import { alertGroupings, alertSortSchema } from "../../lib/contracts/alert-query.ts";
import { detectorNames } from "../../lib/detectors/detector-table.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { severityOrder, severityWords } from "../display/severity-order.ts";
import { plainName } from "../explain/plain-name.ts";
import { filterCount, listFilters } from "./alert-list-query.ts";
import { alertText, verdictWords } from "./alert-text.ts";
import { type AlertsView, alertSorts } from "./alert-view.ts";
import styles from "./alerts.module.css";
import { FilterChip } from "./filter-chip.tsx";
import { groupingWords } from "./grouping-words.ts";
import { MoreFilters } from "./more-filters.tsx";
import { useAssignable } from "./use-assignable.ts";

interface FilterBarProps {
  readonly view: AlertsView;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

const severityOptions = [...severityOrder].reverse().map((value) => ({ value, label: severityWords[value] }));
const verdictOptions = listFilters.verdict.map((value) => ({ value, label: verdictWords[value] }));
const sortWords = {
  newest: "Newest raised",
  severity: "Severity",
  score: "Score",
  events: "Events",
  lastSeen: "Last seen",
  lanes: "Lanes, the rarest first",
} as const;
const sortOptions = alertSorts.map((value) => ({ value, label: sortWords[value] }));

const detectorOptions = detectorNames.map((value) => ({ value, label: plainName(value) }));
const spanOptions = [
  { value: "1h", label: "last hour" },
  { value: "8h", label: "last 8 hours" },
  { value: "24h", label: "last 24 hours" },
  { value: "7d", label: "last 7 days" },
  { value: "30d", label: "last 30 days" },
];
const timeWords = { lastSeen: "Seen", raised: "Raised", resolved: "Resolved" } as const;
const groupOptions = alertGroupings.map((value) => ({ value, label: groupingWords[value] }));

const searchDelayMs = 250;
/** As long as a search in the address may be. */
const longestSearch = 200;

/** The text of the search box and the search in the address: what is typed goes there, what changes there comes back. */
function useSearchText(asked: string, ask: (text: string) => void) {
  const [typed, setTyped] = useState(asked);
  const [sent, setSent] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const askLater = useDebouncedCallback((text: string) => {
    const search = text.trim().slice(0, longestSearch);
    setSent(search);
    ask(search);
  }, searchDelayMs);
  // What we sent ourselves comes back while more is being typed; only what somebody else set replaces the text.
  if (asked !== seen) {
    setSeen(asked);
    if (asked !== sent) {
      setSent(asked);
      setTyped(asked);
    }
  }
  const type = (text: string) => {
    setTyped(text);
    askLater(text);
  };
  /** For what clears the address itself: nothing typed just before may come after it. */
  const forget = () => {
    askLater.cancel();
    setTyped("");
  };
  return { typed, type, forget };
}

/** Filters and order of the list; all of it in the address. */
export function FilterBar({ view, searchRef }: FilterBarProps) {
  const { query, grouping, setFilter, setSort, setGrouping, clearFilters } = view;
  const { data: people = [] } = useAssignable();
  const assigneeOptions = [
    { value: "me", label: "Me" },
    { value: "none", label: "Nobody" },
    ...people.map(({ email, name }) => ({ value: email, label: name })),
  ];
  const { typed, type, forget } = useSearchText(query.q ?? "", (text) => setFilter("q", text));
  const clear = () => {
    forget();
    clearFilters();
  };
  return (
    <div className={styles.filters}>
      <TextInput
        ref={searchRef}
        size="xs"
        className={styles.search}
        aria-label={alertText.search}
        placeholder={alertText.search}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        rightSection={
          typed === "" ? (
            <KeyHint>{alertText.searchKey}</KeyHint>
          ) : (
            <CloseButton size="xs" aria-label="Clear search" onClick={() => type("")} />
          )
        }
      />
      <FilterChip
        name="Severity"
        options={severityOptions}
        selected={query.severity}
        onSelect={(values) => setFilter("severity", values)}
      />
      <FilterChip
        name="Assignee"
        options={assigneeOptions}
        selected={query.assignee}
        onSelect={(values) => setFilter("assignee", values)}
      />
      <FilterChip
        name="Verdict"
        options={verdictOptions}
        selected={query.verdict}
        onSelect={(values) => setFilter("verdict", values)}
      />
      <FilterChip
        name="Detector"
        options={detectorOptions}
        selected={query.detector}
        onSelect={(values) => setFilter("detector", values)}
      />
      <FilterChip
        name={timeWords[query.time]}
        options={spanOptions}
        selected={query.within}
        onSelect={(value) => setFilter("within", value)}
        single
      />
      <MoreFilters view={view} />
      <FilterChip
        name={alertText.sort}
        options={sortOptions}
        selected={query.sort}
        onSelect={(value) => setSort(alertSortSchema.catch("newest").parse(value))}
        single
        plain
      />
      <FilterChip
        name={alertText.groupBy}
        options={groupOptions}
        selected={grouping.join(",")}
        onSelect={(values) => setGrouping(values.split(",").slice(-3))}
      />
      {filterCount(query) > 0 && (
        <Button variant="subtle" onClick={clear}>
          {alertText.clearFilters}
        </Button>
      )}
    </div>
  );
}
