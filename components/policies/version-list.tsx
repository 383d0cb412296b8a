"use client";

import type { PolicyDraft, PolicyRecord } from "../../lib/contracts/policies.ts";
import { Panel } from "../display/panel.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { useStream } from "../url/use-stream.ts";
import { policiesSentences, policiesText } from "./policies-text.ts";
import type { PoliciesView, Shown } from "./policies-view.ts";
import { RealisedRate } from "./realised-rate.tsx";
import { usePolicyRates } from "./use-policies.ts";
import styles from "./versions.module.css";

interface VersionListProps {
  readonly drafts: readonly PolicyDraft[];
  readonly versions: readonly PolicyRecord[];
  readonly shown: Shown;
  readonly view: PoliciesView;
}

/** What is being written, what is live, and what was: the newest first. */
export function VersionList({ drafts, versions, shown, view }: VersionListProps) {
  const rates = usePolicyRates(useStream()).data?.versions ?? [];
  return (
    <Panel title={policiesText.versions}>
      <ul className={styles.versions}>
        {drafts.map((draft) => (
          <li key={`draft-${draft.id}`}>
            <button
              type="button"
              className={styles.version}
              aria-current={shown.kind === "draft" && shown.draft.id === draft.id ? "true" : undefined}
              onClick={() => view.openDraft(draft.id)}
            >
              <span className={styles.versionHead}>
                <b>{draft.name}</b>
                <span className={styles.state} data-state="draft">
                  {draft.shadow === null ? policiesText.draft : policiesText.shadow}
                </span>
              </span>
              <span className={styles.versionMeta}>
                <RelativeTime at={draft.updatedAt} />, {draft.updatedBy}
              </span>
            </button>
          </li>
        ))}
        {versions.map((record) => (
          <li key={record.version}>
            <button
              type="button"
              className={styles.version}
              aria-current={shown.kind === "version" && shown.record.version === record.version ? "true" : undefined}
              onClick={() => view.openVersion(record.version)}
            >
              <span className={styles.versionHead}>
                <b>{policiesSentences.version(record.version)}</b>
                <span className={styles.state} data-state={record.state}>
                  {policiesText[record.state]}
                </span>
              </span>
              <span className={styles.versionReason}>{record.reason}</span>
              <RealisedRate rate={rates.find(({ version }) => version === record.version)} />
              <span className={styles.versionMeta}>
                <RelativeTime at={record.createdAt} />, {record.author}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
