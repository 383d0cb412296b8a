"use client";

import { PageHeader } from "../display/page-header.tsx";
import { TabList } from "../display/tab-list.tsx";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";
import { usePoliciesView } from "./policies-view.ts";
import { PolicyTab } from "./policy-tab.tsx";
import { policyTabNames, policyTabWords } from "./policy-tabs.ts";

const tabs = policyTabNames.map((name) => ({ name, word: policyTabWords[name] }));

/** Where thresholds are tuned: what holds, what each change would lead to, and who changed what and why. */
export function PoliciesPage() {
  const view = usePoliciesView();
  return (
    <div className={styles.page}>
      <PageHeader
        title={policiesText.title}
        about={<TabList id="policies" label={policiesText.parts} tabs={tabs} tab={view.tab} onTab={view.setTab} />}
      />
      <div id="policies-panel" role="tabpanel" aria-labelledby={`policies-tab-${view.tab}`} className={styles.tabPanel}>
        {view.tab === "policy" && <PolicyTab view={view} />}
      </div>
    </div>
  );
}
