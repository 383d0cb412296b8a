import type { UseQueryResult } from "@tanstack/react-query";
import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { TrialView } from "./trial-view.tsx";
import { trialText } from "./trial-words.ts";

/** The trial in a dialog: on its way, there, or why it is not. */
export function TrialPart({ trial }: { readonly trial: UseQueryResult<ModelTrial> }) {
  if (trial.data !== undefined) return <TrialView trial={trial.data} />;
  if (trial.isError) return <ErrorState error={trial.error} retry={trial.refetch} />;
  return <LoadingState label={trialText.trying} rows={5} />;
}
