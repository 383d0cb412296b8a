"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { PolicyDraft, PolicyRecord } from "../../lib/contracts/policies.ts";
import { policyProblems } from "../../lib/thresholds/policy-problems.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";
import { useMay } from "../session/use-session.ts";
import { DraftNotices } from "./draft-notices.tsx";
import { discardDraft } from "./draft-requests.ts";
import styles from "./policies.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";
import { liveOf, type PoliciesView } from "./policies-view.ts";
import { PolicyBar } from "./policy-bar.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { ShadowButton } from "./shadow-button.tsx";
import { type SaveState, useDraftEditing } from "./use-draft-editing.ts";
import { usePolicyPreview } from "./use-policies.ts";

const { Part: PublishDialog, fetch: fetchPublishDialog } = fetchedLater(() =>
  import("./publish-dialog.tsx").then((file) => file.PublishDialog),
);

interface DraftViewProps {
  readonly draft: PolicyDraft;
  readonly versions: readonly PolicyRecord[];
  readonly view: PoliciesView;
}

/** A draft being written: saved by itself, held against the version it began from, published by an admin. */
export function DraftView({ draft, versions, view }: DraftViewProps) {
  const editing = useDraftEditing(draft);
  const [dialog, setDialog] = useState<"publish" | "discard" | null>(null);
  useFetchAhead(fetchPublishDialog);
  const withPublish = useWasOpened(dialog === "publish");
  const [mayDraft, mayPublish] = [useMay("policies:draft"), useMay("policies:publish")];
  const { policy, basedOn } = editing;
  const shadowSince = draft.shadow?.since ?? null;
  const since = view.isHoursChosen ? null : shadowSince;
  const preview = usePolicyPreview({ stream: draft.stream, hours: view.hours, since, policy });
  const base = versions.find(({ version }) => version === basedOn);
  const [newest] = versions;
  const isPublishable = policyProblems(policy).length === 0 && newest?.version === basedOn;
  const openPublish = async () => {
    await editing.save();
    setDialog("publish");
  };
  return (
    <>
      <PolicyBar
        title={draft.name}
        about={
          <>
            <span>{policiesSentences.basedOn(basedOn)}</span>
            <SaveStatus state={editing.state} />
            {draft.shadow !== null && (
              <span title={policiesText.shadowHint}>{policiesSentences.inShadow(draft.shadow.by)}</span>
            )}
          </>
        }
        actions={
          mayDraft && (
            <>
              <ShadowButton draft={draft} save={editing.save} disabled={policyProblems(policy).length > 0} />
              <Button variant="default" onClick={() => setDialog("discard")}>
                {policiesText.discard}
              </Button>
              {mayPublish && (
                <Button
                  disabled={!isPublishable || editing.state.kind === "conflict"}
                  onClick={() => void openPublish()}
                >
                  {policiesText.publish}
                </Button>
              )}
            </>
          )
        }
      />
      <DraftNotices editing={editing} versions={versions} mayDraft={mayDraft} />
      <div className={styles.editor}>
        <PolicyEditor
          stream={draft.stream}
          policy={policy}
          view={view}
          preview={preview}
          against={liveOf(versions) ?? null}
          shadowSince={shadowSince}
          onChange={mayDraft ? (next) => editing.change({ policy: next }) : null}
        />
      </div>
      {withPublish && base !== undefined && newest !== undefined && (
        <PublishDialog
          opened={dialog === "publish"}
          draft={draft}
          policy={policy}
          basedOn={base}
          newest={newest}
          preview={preview.isStale ? undefined : preview.data}
          onClose={() => setDialog(null)}
          onPublished={(answer) => {
            if ("request" in answer) view.openRequest(answer.request.id);
            else view.openVersion(null);
          }}
          onRebase={editing.change}
        />
      )}
      <ConfirmDialog
        opened={dialog === "discard"}
        title={policiesText.discardTitle}
        confirm={policiesText.discard}
        danger
        onClose={() => setDialog(null)}
        onConfirm={async () => {
          await discardDraft(draft.id);
          view.openVersion(null);
        }}
      >
        <p className={styles.summary}>{policiesText.discardHint}</p>
      </ConfirmDialog>
    </>
  );
}

function SaveStatus({ state }: { readonly state: SaveState }) {
  const words = {
    saved: policiesText.saved,
    saving: policiesText.saving,
    unsaved: policiesText.unsaved,
    conflict: policiesText.unsaved,
    failed: `${policiesText.unsaved}: ${state.kind === "failed" ? state.reason : ""}`,
  };
  return (
    <span className={styles.saveState} data-state={state.kind} role="status">
      {words[state.kind]}
    </span>
  );
}
