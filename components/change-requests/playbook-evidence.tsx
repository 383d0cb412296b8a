import { z } from "zod";
import type { ChangeRequestDetail } from "../../lib/contracts/change-requests.ts";
import { type PlaybookBody, playbookBodySchema } from "../../lib/contracts/playbooks.ts";
import { DetailSection } from "../explain/detail-section.tsx";
import { FactList } from "../explain/fact-list.tsx";
import { formatLease } from "../responses/format-time-left.ts";
import { effectLine, matchLine } from "../responses/playbook-text.ts";
import { LooseningList } from "./loosening-list.tsx";
import { looseningsSchema } from "./loosenings-schema.ts";
import { requestText } from "./request-text.ts";

const payloadSchema = z.object({ body: playbookBodySchema });
const evidenceSchema = z.object({ before: playbookBodySchema.nullable(), loosenings: looseningsSchema });

const said: readonly (readonly [name: string, of: (body: PlaybookBody) => string])[] = [
  ["in use", ({ enabled }) => (enabled ? "yes" : "no")],
  ["reacts to", ({ match }) => matchLine(match)],
  ["does", effectLine],
  ["undecided means no after", ({ decideWithinSeconds }) => formatLease(decideWithinSeconds)],
  ["at most at once", ({ budget }) => String(budget.maxActive)],
  ["at most an hour", ({ budget }) => String(budget.maxPerHour)],
];

/** What a playbook lets through, and what it does then instead of now; nothing where it is written otherwise. */
export function playbookEvidence({ payload, evidence }: ChangeRequestDetail) {
  const [asked, seen] = [payloadSchema.safeParse(payload), evidenceSchema.safeParse(evidence)];
  if (!asked.success || !seen.success) return null;
  const { body } = asked.data;
  const { before, loosenings } = seen.data;
  const facts = said.map(([name, of]) => {
    const [is, was] = [of(body), before === null ? null : of(before)];
    return { name, value: was === null || was === is ? is : `${was} → ${is}` };
  });
  return (
    <>
      <DetailSection title={requestText.loosens}>
        <LooseningList loosenings={loosenings} />
      </DetailSection>
      <DetailSection title={requestText.changes}>
        <FactList facts={facts} />
      </DetailSection>
    </>
  );
}
