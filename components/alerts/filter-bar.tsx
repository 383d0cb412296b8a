"use client";

import { Button, CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type RefObject, useState } from "react";
import { KeyHint } from "../display/key-hint.tsx";
import { severityOrder, severityWords } from "../display/severity-order.ts";
import { plainName } from "../explain/plain-name.ts";
import { alertText, verdictWords } from "./alert-text.ts";
import { alertSorts, filterCount, listFilters, type useAlertView } from "./alert-view.ts";
import styles from "./alerts.module.css";
import { FilterChip } from "./filter-chip.tsx";

interface FilterBarProps {
  readonly view: ReturnType<typeof useAlertView>;
  /** Detectors seen so far: what can be filtered by. */
  readonly detectors: readonly string[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

const severityOptions = [...severityOrder].reverse().map((value) => ({ value, label: severityWords[value] }));
const verdictOptions = listFilters.verdict.map((value) => ({ value, label: verdictWords[value] }));
const sortWords = { newest: "Newest", severity: "Severity", score: "Score", lastSeen: "Last seen" } as const;
const sortOptions = alertSorts.map((value) => ({ value, label: sortWords[value] }));

const searchDelayMs = 250;

/** Filters and order of the list; all of it in the address. */
export function FilterBar({ view, detectors, searchRef }: FilterBarProps) {
  const { query, setFilter, setSort, clearFilters } = view;
  const [typed, setTyped] = useState(query.q ?? "");
  const search = useDebouncedCallback((text: string) => setFilter("q", text.trim()), searchDelayMs);
  const type = (text: string) => {
    setTyped(text);
    search(text);
  };
  const clear = () => {
    setTyped("");
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
        name="Verdict"
        options={verdictOptions}
        selected={query.verdict}
        onSelect={(values) => setFilter("verdict", values)}
      />
      <FilterChip
        name="Detector"
        options={detectors.map((value) => ({ value, label: plainName(value) }))}
        selected={query.detector}
        onSelect={(value) => setFilter("detector", value)}
        single
      />
      <FilterChip name={alertText.sort} options={sortOptions} selected={query.sort} onSelect={setSort} single plain />
      {filterCount(query) > 0 && (
        <Button variant="subtle" onClick={clear}>
          {alertText.clearFilters}
        </Button>
      )}
    </div>
  );
}
