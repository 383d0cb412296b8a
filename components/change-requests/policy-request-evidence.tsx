"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import type { PolicyPreview } from "../../lib/contracts/policy-preview.ts";
import { rateWords } from "../../lib/stats/rate-words.ts";
import type { Loosening } from "../../lib/thresholds/loosening.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { FactList } from "../explain/fact-list.tsx";
import { ChangeList } from "../policies/change-list.tsx";
import { usePolicyPreview } from "../policies/use-policies.ts";
import styles from "./change-requests.module.css";
import { LooseningList } from "./loosening-list.tsx";
import { requestText } from "./request-text.ts";

interface PolicyRequestEvidenceProps {
  readonly stream: StreamName;
  readonly before: PolicyBody;
  readonly after: PolicyBody;
  readonly loosenings: readonly Loosening[];
  /** What it would lead to is computed while it can still be decided. */
  readonly isOpen: boolean;
}

/** What a policy that was asked for lets through, what it changes, and what it would have led to. */
export function PolicyRequestEvidence({ stream, before, after, loosenings, isOpen }: PolicyRequestEvidenceProps) {
  return (
    <>
      <DetailSection title={requestText.loosens}>
        <LooseningList loosenings={loosenings} />
      </DetailSection>
      <DetailSection title={requestText.changes}>
        <div className={styles.flush}>
          <ChangeList before={before} after={after} />
        </div>
      </DetailSection>
      {isOpen && (
        <DetailSection title={requestText.consequences}>
          <LedTo stream={stream} policy={after} />
        </DetailSection>
      )}
    </>
  );
}

const hours = 24;
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0);

function LedTo({ stream, policy }: { readonly stream: StreamName; readonly policy: PolicyBody }) {
  const { data, error, refetch } = usePolicyPreview({ stream, hours, policy });
  if (data === undefined) {
    return error === null ? <LoadingState label="Computing" rows={3} /> : <ErrorState error={error} retry={refetch} />;
  }
  return <Figures preview={data} />;
}

function Figures({ preview }: { readonly preview: PolicyPreview }) {
  const [is, was] = [preview.draft.consequences, preview.live.consequences];
  const instead = (now: string, before: string) => `${now} instead of ${before}`;
  const count = (n: number) => n.toLocaleString("en");
  return (
    <FactList
      facts={[
        { name: "alerts a day", value: instead(rateWords(sum(is.alerts)), rateWords(sum(was.alerts))) },
        { name: "proposed to people", value: instead(count(is.responses.proposed), count(was.responses.proposed)) },
        { name: "done without people", value: instead(count(is.responses.automatic), count(was.responses.automatic)) },
        { name: "events looked at", value: count(preview.events) },
      ]}
    />
  );
}
