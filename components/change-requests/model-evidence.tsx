import { z } from "zod";
import type { ChangeRequestDetail } from "../../lib/contracts/change-requests.ts";
import { modelTrialSchema } from "../../lib/contracts/model-trial.ts";
import { DetailSection } from "../explain/detail-section.tsx";
import { TrialView } from "../models/trial-view.tsx";
import { requestText } from "./request-text.ts";

const evidenceSchema = z.object({ trial: modelTrialSchema });

/** What a model would have found, as it was tried when it was asked for; nothing where it is written otherwise. */
export function modelEvidence({ evidence }: ChangeRequestDetail) {
  const seen = evidenceSchema.safeParse(evidence);
  return seen.success ? (
    <DetailSection title={requestText.changes}>
      <TrialView trial={seen.data.trial} />
    </DetailSection>
  ) : null;
}
