"use client";

import { fetchedLater } from "../display/fetched-later.tsx";
import { PageHeader } from "../display/page-header.tsx";
import { LoadingState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { KillSwitchBanner } from "./kill-switch-banner.tsx";
import { Queue } from "./queue.tsx";
import { ResponseTabs } from "./response-tabs.tsx";
import { responseText, tabWords } from "./response-text.ts";
import { useResponseView } from "./response-view.ts";
import styles from "./responses.module.css";
import { useResponseSummary } from "./use-response-summary.ts";

// The queue is there first; what stands behind it follows at once.
const loading = <LoadingState label={responseText.loadingTab} rows={10} />;
const { Part: PlaybooksTab, fetch: fetchPlaybooksTab } = fetchedLater(
  () => import("./playbooks-tab.tsx").then((file) => file.PlaybooksTab),
  loading,
);
const { Part: ProtectedTab, fetch: fetchProtectedTab } = fetchedLater(
  () => import("./protected-tab.tsx").then((file) => file.ProtectedTab),
  loading,
);
const { Part: ExecutorsTab, fetch: fetchExecutorsTab } = fetchedLater(
  () => import("./executors-tab.tsx").then((file) => file.ExecutorsTab),
  loading,
);
const loadTabs = () => Promise.all([fetchPlaybooksTab(), fetchProtectedTab(), fetchExecutorsTab()]);

/** What is proposed, what holds, what was: and the playbooks, protected list and executors behind it. */
export function ResponsesPage() {
  const view = useResponseView();
  const { data: summary } = useResponseSummary(view.stream);
  useFetchAhead(loadTabs);
  return (
    <div className={styles.page}>
      <PageHeader
        title={responseText.title}
        about={<ResponseTabs tab={view.tab} counts={summary?.counts} onTab={view.setTab} />}
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
