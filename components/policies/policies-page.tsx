"use client";

import { PageHeader } from "../display/page-header.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useStream } from "../url/use-stream.ts";
import { DraftView } from "./draft-view.tsx";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";
import { shownOf, usePoliciesView } from "./policies-view.ts";
import { usePolicyDrafts, usePolicyVersions } from "./use-policies.ts";
import { VersionList } from "./version-list.tsx";
import { VersionView } from "./version-view.tsx";

/** Where thresholds are tuned: what holds, what each change would lead to, and who changed what and why. */
export function PoliciesPage() {
  const stream = useStream();
  const view = usePoliciesView();
  const versions = usePolicyVersions(stream);
  const drafts = usePolicyDrafts(stream);
  return (
    <div className={styles.page}>
      {versions.data === undefined && <PageHeader title={policiesText.title} />}
      <QueryView query={versions} loading={policiesText.loading} rows={14}>
        {({ items }) => {
          const open = drafts.data?.items ?? [];
          const shown = shownOf(view, { drafts: open, versions: items });
          if (shown === null) {
            return (
              <>
                <PageHeader title={policiesText.title} />
                <EmptyState title={policiesText.none} />
              </>
            );
          }
          return (
            <div className={styles.layout}>
              <div className={styles.list}>
                <VersionList drafts={open} versions={items} shown={shown} view={view} />
              </div>
              <div className={styles.main}>
                {shown.kind === "draft" ? (
                  <DraftView key={shown.draft.id} draft={shown.draft} versions={items} view={view} />
                ) : (
                  <VersionView key={shown.record.version} record={shown.record} versions={items} view={view} />
                )}
              </div>
            </div>
          );
        }}
      </QueryView>
    </div>
  );
}
