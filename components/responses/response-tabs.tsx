"use client";

import type { z } from "zod";
import type { responseCountsSchema } from "../../lib/contracts/response-decisions.ts";
import { TabList } from "../display/tab-list.tsx";
import { type ResponseTabName, responseText, tabWords } from "./response-text.ts";

interface ResponseTabsProps {
  readonly tab: ResponseTabName;
  readonly counts: z.infer<typeof responseCountsSchema> | undefined;
  readonly onTab: (tab: ResponseTabName) => void;
}

const names: readonly ResponseTabName[] = ["pending", "active", "history", "playbooks", "protected", "executors"];

/** The queue's three lists, then what decides them. */
export function ResponseTabs({ tab, counts, onTab }: ResponseTabsProps) {
  const tabs = names.map((name) => ({
    name,
    word: tabWords[name],
    count: name === "pending" || name === "active" ? counts?.[name] : undefined,
    waits: name === "pending" && counts !== undefined && counts.needsPerson > 0,
  }));
  return <TabList id="responses" label={responseText.pages} tabs={tabs} tab={tab} onTab={onTab} />;
}
