"use client";

import { Button } from "@mantine/core";
import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { Tip } from "../display/tip.tsx";
import { useMay } from "../session/use-session.ts";
import styles from "./policies.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";
import { liveOf, type PoliciesView } from "./policies-view.ts";
import { PolicyBar } from "./policy-bar.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { RealisedRate } from "./realised-rate.tsx";
import { useCreateDraft, usePolicyPreview, usePolicyRates } from "./use-policies.ts";
import versionStyles from "./versions.module.css";

interface VersionViewProps {
  readonly record: PolicyRecord;
  readonly versions: readonly PolicyRecord[];
  readonly view: PoliciesView;
}

/** A version as it was published: what holds, or held, and what that leads to. */
export function VersionView({ record, versions, view }: VersionViewProps) {
  const mayDraft = useMay("policies:draft");
  const create = useCreateDraft(record.stream);
  const { version: _version, ...policy } = record.body;
  const preview = usePolicyPreview({ stream: record.stream, hours: view.hours, policy });
  const rate = usePolicyRates(record.stream).data?.versions.find(({ version }) => version === record.version);
  const isNewest = versions[0]?.version === record.version;
  const live = liveOf(versions);
  const begin = async () => {
    const draft = await create.mutateAsync(isNewest ? null : record.version);
    view.openDraft(draft.id);
  };
  return (
    <>
      <PolicyBar
        title={policiesSentences.version(record.version)}
        about={
          <>
            <span className={versionStyles.state} data-state={record.state}>
              {policiesText[record.state]}
            </span>
            <RealisedRate rate={rate} />
            <span className={styles.aboutReason}>{record.reason}</span>
            <span>
              {record.author}, <RelativeTime at={record.createdAt} />
            </span>
          </>
        }
        actions={
          mayDraft ? (
            <Tip label={policiesText.editHint}>
              {(described) => (
                <Button loading={create.isPending} onClick={() => void begin().catch(() => undefined)} {...described}>
                  {isNewest ? policiesText.edit : policiesText.restore}
                </Button>
              )}
            </Tip>
          ) : (
            <span className={styles.hint}>{policiesText.readOnly}</span>
          )
        }
      />
      <div className={styles.editor}>
        <PolicyEditor
          stream={record.stream}
          policy={policy}
          view={view}
          preview={preview}
          against={record.state === "live" || live === undefined ? null : live}
          onChange={null}
        />
      </div>
    </>
  );
}
