"use client";

import { Tabs } from "@mantine/core";
import { PageHeader } from "../display/page-header.tsx";
import { useStream } from "../url/use-stream.ts";
import { DeadLettersTab } from "./dead-letters-tab.tsx";
import { KeysTab } from "./keys-tab.tsx";
import { LedgerTab } from "./ledger-tab.tsx";
import styles from "./sources.module.css";
import { SourcesTab } from "./sources-tab.tsx";
import { sourceText, tabs, tabWords } from "./sources-text.ts";
import { StreamsTab } from "./streams-tab.tsx";
import { useSourcesView } from "./use-sources-view.ts";

/** Where events come from: the sources and their keys, what could not be scored, whether all of it adds up. */
export function SourcesPage() {
  const stream = useStream();
  const { tab, setTab } = useSourcesView();
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} className={styles.page}>
      <PageHeader title={sourceText.page} about={sourceText.about} />
      <Tabs.List aria-label={sourceText.parts} className={styles.tabs}>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {tabWords[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="sources" className={styles.panel}>
        <SourcesTab stream={stream} />
      </Tabs.Panel>
      <Tabs.Panel value="keys" className={styles.panel}>
        <KeysTab stream={stream} />
      </Tabs.Panel>
      <Tabs.Panel value="dead-letters" className={styles.panel}>
        <DeadLettersTab key={stream} stream={stream} />
      </Tabs.Panel>
      <Tabs.Panel value="ledger" className={styles.panel}>
        <LedgerTab stream={stream} />
      </Tabs.Panel>
      <Tabs.Panel value="streams" className={styles.panel}>
        <StreamsTab />
      </Tabs.Panel>
    </Tabs>
  );
}
