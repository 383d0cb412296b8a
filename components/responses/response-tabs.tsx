"use client";

import type { KeyboardEvent } from "react";
import type { z } from "zod";
import type { responseCountsSchema } from "../../lib/contracts/response-decisions.ts";
import { formatCount } from "../display/format.ts";
import { type ResponseTabName, responseText, tabWords } from "./response-text.ts";
import styles from "./responses.module.css";

interface ResponseTabsProps {
  readonly tab: ResponseTabName;
  readonly counts: z.infer<typeof responseCountsSchema> | undefined;
  readonly onTab: (tab: ResponseTabName) => void;
}

const names: readonly ResponseTabName[] = ["pending", "active", "history", "playbooks", "protected", "executors"];
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The queue's three lists, then what decides them. Arrow keys move between the tabs. */
export function ResponseTabs({ tab, counts, onTab }: ResponseTabsProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = names[(names.indexOf(tab) + step + names.length) % names.length] ?? tab;
    onTab(next);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div role="tablist" aria-label={responseText.pages} className={styles.tabs} onKeyDown={onKeyDown}>
      {names.map((name) => (
        <button
          key={name}
          id={tabId(name)}
          type="button"
          role="tab"
          aria-selected={name === tab}
          aria-controls="responses-panel"
          tabIndex={name === tab ? 0 : -1}
          className={styles.tab}
          onClick={() => onTab(name)}
        >
          {tabWords[name]}
          {counts !== undefined && (name === "pending" || name === "active") && (
            <span className={styles.count} data-waits={name === "pending" && counts.needsPerson > 0}>
              {formatCount(counts[name])}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

const tabId = (name: ResponseTabName) => `responses-tab-${name}`;
