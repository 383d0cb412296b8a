"use client";

import { useOpenRequests } from "../change-requests/use-change-requests.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { PageHeader } from "../display/page-header.tsx";
import { LoadingState } from "../display/states.tsx";
import { TabList } from "../display/tab-list.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";
import { useThresholdState } from "../thresholds/use-thresholds.ts";
import { useStream } from "../url/use-stream.ts";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";
import { usePoliciesView } from "./policies-view.ts";
import { PolicyTab } from "./policy-tab.tsx";
import { type PolicyTabName, policyTabNames, policyTabWords } from "./policy-tabs.ts";

// The policy is there first, the other tabs follow at once.
const loading = <LoadingState label={policiesText.loadingTab} rows={12} />;
const { Part: ThresholdsTab, fetch: fetchThresholdsTab } = fetchedLater(
  () => import("../thresholds/thresholds-tab.tsx").then((file) => file.ThresholdsTab),
  loading,
);
const { Part: SpotChecksTab, fetch: fetchSpotChecksTab } = fetchedLater(
  () => import("../spot-checks/spot-checks-tab.tsx").then((file) => file.SpotChecksTab),
  loading,
);
const { Part: RequestsTab, fetch: fetchRequestsTab } = fetchedLater(
  () => import("../change-requests/requests-tab.tsx").then((file) => file.RequestsTab),
  loading,
);
const { Part: KeptEvents, fetch: fetchKeptEvents } = fetchedLater(() =>
  import("../event/kept-events.tsx").then((file) => file.KeptEvents),
);
const loadTabs = () => Promise.all([fetchKeptEvents(), fetchThresholdsTab(), fetchSpotChecksTab(), fetchRequestsTab()]);

/** Where thresholds are tuned: what holds, what each change would lead to, and who changed what and why. */
export function PoliciesPage() {
  const view = usePoliciesView();
  const stream = useStream();
  useFetchAhead(loadTabs);
  const withKept = useWasOpened(view.kept !== null);
  const { data: thresholds } = useThresholdState(stream);
  const { data: requests } = useOpenRequests(stream);
  const counts: Partial<Record<PolicyTabName, number | undefined>> = {
    "spot-checks": thresholds?.spotChecks.open,
    requests: requests?.open,
  };
  const tabs = policyTabNames.map((name) => ({
    name,
    word: policyTabWords[name],
    count: counts[name],
    waits: true,
  }));
  return (
    <div className={styles.page}>
      <PageHeader
        title={policiesText.title}
        about={<TabList id="policies" label={policiesText.parts} tabs={tabs} tab={view.tab} onTab={view.setTab} />}
      />
      <div id="policies-panel" role="tabpanel" aria-labelledby={`policies-tab-${view.tab}`} className={styles.tabPanel}>
        {view.tab === "policy" && <PolicyTab view={view} />}
        {view.tab === "thresholds" && <ThresholdsTab />}
        {view.tab === "spot-checks" && <SpotChecksTab />}
        {view.tab === "requests" && <RequestsTab stream={stream} />}
      </div>
      {withKept && <KeptEvents stream={stream} what={view.kept} onClose={view.closeKept} />}
    </div>
  );
}
