"use client";

import { PageHeader } from "../display/page-header.tsx";
import { ExecutorsTab } from "./executors-tab.tsx";
import { KillSwitchBanner } from "./kill-switch-banner.tsx";
import { PlaybooksTab } from "./playbooks-tab.tsx";
import { ProtectedTab } from "./protected-tab.tsx";
import { Queue } from "./queue.tsx";
import { ResponseTabs } from "./response-tabs.tsx";
import { responseText, tabWords } from "./response-text.ts";
import { useResponseView } from "./response-view.ts";
import styles from "./responses.module.css";
import { useResponseSummary } from "./use-response-summary.ts";

/** What is proposed, what holds, what was: and the playbooks, protected list and executors behind it. */
export function ResponsesPage() {
  const view = useResponseView();
  const { data: summary } = useResponseSummary(view.stream);
  return (
    <div className={styles.page}>
      <PageHeader
        title={responseText.title}
        toolbar={<ResponseTabs tab={view.tab} counts={summary?.counts} onTab={view.setTab} />}
      />
      <KillSwitchBanner stream={view.stream} />
      <div
        id="responses-panel"
        role="tabpanel"
        aria-label={tabWords[view.tab]}
        className={styles.tabPanel}
        key={`${view.stream} ${view.tab}`}
      >
        {view.listTab !== null && <Queue view={view} tab={view.listTab} />}
        {view.tab === "playbooks" && <PlaybooksTab stream={view.stream} />}
        {view.tab === "protected" && <ProtectedTab stream={view.stream} />}
        {view.tab === "executors" && <ExecutorsTab stream={view.stream} />}
      </div>
    </div>
  );
}
