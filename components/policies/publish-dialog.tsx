"use client";

import type { PolicyDraft, PolicyPublished, PolicyRecord } from "../../lib/contracts/policies.ts";
import type { PolicyPreview } from "../../lib/contracts/policy-preview.ts";
import { rateWords } from "../../lib/stats/rate-words.ts";
import { looseningsOf } from "../../lib/thresholds/loosening.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { LooseningList } from "../change-requests/loosening-list.tsx";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { ChangeList } from "./change-list.tsx";
import { OvertakenBy, rebasedDraft } from "./overtaken.tsx";
import styles from "./policies.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";
import { shownPeriod } from "./shown-period.ts";
import { usePublish } from "./use-policies.ts";

interface PublishDialogProps {
  readonly opened: boolean;
  readonly draft: PolicyDraft;
  readonly policy: PolicyBody;
  readonly basedOn: PolicyRecord;
  readonly newest: PolicyRecord;
  readonly preview: PolicyPreview | undefined;
  readonly onClose: () => void;
  readonly onPublished: (answer: PolicyPublished) => void;
  readonly onRebase: (edit: ReturnType<typeof rebasedDraft>["edit"]) => void;
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0);

/**
 * Asks once more, with what changes and what that would have led to, and for the reason everyone will read. A version
 * that was published meanwhile has to be looked at first: then it leads there instead.
 */
export function PublishDialog(props: PublishDialogProps) {
  const { opened, draft, policy, basedOn, newest, preview, onClose, onPublished, onRebase } = props;
  const publish = usePublish(draft.stream);
  // The newest may be this draft itself, just published.
  const isOwn = publish.isPending || publish.isSuccess;
  if (newest.version > basedOn.version && !isOwn) {
    const overtaken = { base: basedOn, newest, policy };
    return (
      <ConfirmDialog
        opened={opened}
        title={policiesText.upToDateTitle}
        confirm={policiesText.upToDate}
        onClose={onClose}
        onConfirm={async () => onRebase(rebasedDraft(overtaken).edit)}
      >
        <OvertakenBy draft={overtaken} />
      </ConfirmDialog>
    );
  }
  const loosenings = looseningsOf(basedOn.body, policy);
  const needsSecond = loosenings.length > 0 && draft.stream !== "demo";
  const title = needsSecond ? policiesSentences.askTitle : policiesSentences.publishTitle;
  return (
    <ConfirmDialog
      opened={opened}
      title={title(basedOn.version + 1)}
      confirm={needsSecond ? policiesText.ask : policiesText.publish}
      reasonLabel={policiesText.publishReason}
      onClose={onClose}
      onConfirm={async (reason) => {
        const body = { stream: draft.stream, basedOn: basedOn.version, reason, policy, draft: draft.id };
        onPublished(await publish.mutateAsync(body));
      }}
    >
      {loosenings.length > 0 && (
        <div className={styles.loosens}>
          <p>{needsSecond ? policiesText.askHint : policiesText.demoHint}</p>
          <LooseningList loosenings={loosenings} />
        </div>
      )}
      {preview !== undefined && <Summary preview={preview} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.published} tabIndex={0} aria-label={policiesText.changes}>
        <ChangeList before={basedOn.body} after={policy} />
      </section>
    </ConfirmDialog>
  );
}

function Summary({ preview }: { readonly preview: PolicyPreview }) {
  const { days, isPerDay } = shownPeriod(preview);
  const [is, was] = [preview.draft.consequences, preview.live.consequences];
  return (
    <p className={styles.summary}>
      In the period looked at: <b>{rateWords(sum(is.alerts) / days)}</b> {isPerDay ? "alerts a day" : "alerts"} instead
      of {rateWords(sum(was.alerts) / days)}, <b>{is.responses.proposed.toLocaleString("en")}</b> responses proposed
      instead of {was.responses.proposed.toLocaleString("en")}, <b>{is.responses.automatic.toLocaleString("en")}</b>{" "}
      done without people instead of {was.responses.automatic.toLocaleString("en")}.
    </p>
  );
}
