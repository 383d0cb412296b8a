"use client";

import { fetchedLater } from "../display/fetched-later.tsx";
import { PageHeader } from "../display/page-header.tsx";
import { LoadingState } from "../display/states.tsx";
import { TabList } from "../display/tab-list.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useStream } from "../url/use-stream.ts";
import styles from "./sources.module.css";
import { SourcesTab } from "./sources-tab.tsx";
import { sourceText, tabs, tabWords } from "./sources-text.ts";
import { useSourcesView } from "./use-sources-view.ts";

// The list of sources is there first, the other tabs follow at once.
const loading = <LoadingState label={sourceText.loadingTab} rows={10} />;
const { Part: KeysTab, fetch: fetchKeysTab } = fetchedLater(
  () => import("./keys-tab.tsx").then((file) => file.KeysTab),
  loading,
);
const { Part: DeadLettersTab, fetch: fetchDeadLettersTab } = fetchedLater(
  () => import("./dead-letters-tab.tsx").then((file) => file.DeadLettersTab),
  loading,
);
const { Part: LedgerTab, fetch: fetchLedgerTab } = fetchedLater(
  () => import("./ledger-tab.tsx").then((file) => file.LedgerTab),
  loading,
);
const { Part: StreamsTab, fetch: fetchStreamsTab } = fetchedLater(
  () => import("./streams-tab.tsx").then((file) => file.StreamsTab),
  loading,
);
const loadTabs = () => Promise.all([fetchKeysTab(), fetchDeadLettersTab(), fetchLedgerTab(), fetchStreamsTab()]);

/** Where events come from: the sources and their keys, what could not be scored, whether all of it adds up. */
export function SourcesPage() {
  const stream = useStream();
  const { tab, setTab } = useSourcesView();
  useFetchAhead(loadTabs);
  const entries = tabs.map((name) => ({ name, word: tabWords[name] }));
  return (
    <div className={styles.page}>
      <PageHeader
        title={sourceText.page}
        about={<TabList id="sources" label={sourceText.parts} tabs={entries} tab={tab} onTab={setTab} />}
      />
      <div id="sources-panel" role="tabpanel" aria-labelledby={`sources-tab-${tab}`} className={styles.panel}>
        {tab === "sources" && <SourcesTab stream={stream} />}
        {tab === "keys" && <KeysTab stream={stream} />}
        {tab === "dead-letters" && <DeadLettersTab key={stream} stream={stream} />}
        {tab === "ledger" && <LedgerTab stream={stream} />}
        {tab === "streams" && <StreamsTab />}
      </div>
    </div>
  );
}
