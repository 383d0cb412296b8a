"use client";

import { z } from "zod";
import type { ChangeRequestDetail } from "../../lib/contracts/change-requests.ts";
import { protectedEntitySchema } from "../../lib/contracts/playbooks.ts";
import { policyPublishSchema } from "../../lib/contracts/policies.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import { DetailSection } from "../explain/detail-section.tsx";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import styles from "./change-requests.module.css";
import { guardEvidence } from "./guard-evidence.tsx";
import { looseningsSchema } from "./loosenings-schema.ts";
import { modelEvidence } from "./model-evidence.tsx";
import { playbookEvidence } from "./playbook-evidence.tsx";
import { PolicyRequestEvidence } from "./policy-request-evidence.tsx";
import { requestText } from "./request-text.ts";

const policyEvidenceSchema = z.object({ before: policySchema, loosenings: looseningsSchema });
const protectedEvidenceSchema = z.object({ entity: protectedEntitySchema });

/** What people decide on: by kind, and plainly as it is where its kind is not known here. */
export function RequestEvidence({ detail }: { readonly detail: ChangeRequestDetail }) {
  return (
    <>
      <OfKind detail={detail} />
      <DetailSection title={requestText.binding} folded>
        <FactList facts={[{ name: "digest", value: <span className={styles.hash}>{detail.digest}</span> }]} />
      </DetailSection>
    </>
  );
}

function OfKind({ detail }: { readonly detail: ChangeRequestDetail }) {
  const { kind, stream } = detail;
  if (kind === "policy.publish") {
    const [payload, evidence] = [
      policyPublishSchema.safeParse(detail.payload),
      policyEvidenceSchema.safeParse(detail.evidence),
    ];
    if (payload.success && evidence.success) {
      const { before, loosenings } = evidence.data;
      const isOpen = detail.state === "open";
      return <PolicyRequestEvidence {...{ stream, before, loosenings, isOpen }} after={payload.data.policy} />;
    }
  }
  if (kind === "threshold.guard") {
    const evidence = guardEvidence(detail);
    if (evidence !== null) return evidence;
  }
  if (kind === "protected.shorten") {
    const evidence = protectedEvidenceSchema.safeParse(detail.evidence);
    if (evidence.success) return <ProtectedEvidence entity={evidence.data.entity} />;
  }
  const known = kind === "playbook.change" ? playbookEvidence(detail) : modelEvidence(detail);
  if (known !== null) return known;
  return (
    <DetailSection title={requestText.changes}>
      <FactList facts={[...factsOf(detail.payload), ...factsOf(detail.evidence)]} />
    </DetailSection>
  );
}

function ProtectedEvidence({ entity }: { readonly entity: z.infer<typeof protectedEntitySchema> }) {
  return (
    <DetailSection title={requestText.changes}>
      <p>Responses may touch it from then on.</p>
      <FactList
        facts={[
          { name: "pattern", value: entity.pattern },
          { name: "kind", value: entity.kind },
          { name: "where", value: entity.stream ?? "every stream" },
          { name: "protected by", value: entity.addedBy },
          { name: "because", value: entity.reason },
        ]}
      />
    </DetailSection>
  );
}

/** A value as people can read it: one level deep, what is deeper as JSON. */
function factsOf(value: unknown): Fact[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, part]) => ({
    name,
    value: typeof part === "object" && part !== null ? JSON.stringify(part) : String(part),
  }));
}
