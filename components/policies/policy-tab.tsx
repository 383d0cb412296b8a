"use client";

import { useRef } from "react";
import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useKeptFocus } from "../display/use-kept-focus.ts";
import { useStream } from "../url/use-stream.ts";
import { DraftView } from "./draft-view.tsx";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";
import { type PoliciesView, type Shown, shownOf } from "./policies-view.ts";
import { usePolicyDrafts, usePolicyVersions } from "./use-policies.ts";
import { VersionList } from "./version-list.tsx";
import { VersionView } from "./version-view.tsx";

/** The versions and drafts, and the one that is open with what it leads to. */
export function PolicyTab({ view }: { readonly view: PoliciesView }) {
  const stream = useStream();
  const versions = usePolicyVersions(stream);
  const drafts = usePolicyDrafts(stream);
  return (
    <QueryView query={versions} loading={policiesText.loading} rows={14}>
      {({ items }) => {
        const open = drafts.data?.items ?? [];
        const shown = shownOf(view, { drafts: open, versions: items });
        if (shown === null) return <EmptyState title={policiesText.none} />;
        return (
          <div className={styles.layout}>
            <div className={styles.list}>
              <VersionList drafts={open} versions={items} shown={shown} view={view} />
            </div>
            <ShownPolicy shown={shown} versions={items} view={view} />
          </div>
        );
      }}
    </QueryView>
  );
}

interface ShownPolicyProps {
  readonly shown: Shown;
  readonly versions: readonly PolicyRecord[];
  readonly view: PoliciesView;
}

/** A draft, or a version. Where the one takes the place of the other the focus stays on what it was on. */
function ShownPolicy({ shown, versions, view }: ShownPolicyProps) {
  const mainRef = useRef<HTMLDivElement>(null);
  const key = shown.kind === "draft" ? `draft ${shown.draft.id}` : `version ${shown.record.version}`;
  useKeptFocus(mainRef, key);
  return (
    <div ref={mainRef} className={styles.main} tabIndex={-1}>
      {shown.kind === "draft" ? (
        <DraftView key={key} draft={shown.draft} versions={versions} view={view} />
      ) : (
        <VersionView key={key} record={shown.record} versions={versions} view={view} />
      )}
    </div>
  );
}
