"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type SpotCheck, spotCheckSchema } from "../../lib/contracts/thresholds.ts";
import { spotCheckKeys, thresholdKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { useSession } from "../session/use-session.ts";
import { useUndoableChange } from "../undo/use-undoable-change.ts";
import { type SpotCheckVerdict, verdictWords } from "./spot-check-text.ts";
import { putSpotCheck } from "./use-spot-checks.ts";

/** In place of the verdict that `row` has; refused where somebody has given another meanwhile. */
function send({ id, verdict: seen }: SpotCheck, verdict: SpotCheckVerdict | null): Promise<SpotCheck> {
  const path = `/api/v1/thresholds/spot-checks/${id}/verdict`;
  return request(spotCheckSchema, path, { method: "POST", body: { verdict, seen } });
}

/** Gives a spot check its verdict: shown at once, sent, and on offer to be taken back. */
export function useJudge() {
  const client = useQueryClient();
  const { email } = useSession().user;
  const change = useUndoableChange<SpotCheck>();
  const settle = async (row: SpotCheck) => {
    putSpotCheck(client, row);
    await client.invalidateQueries({ queryKey: thresholdKeys.of(row.stream) });
    await client.invalidateQueries({ queryKey: spotCheckKeys.waitingOf(row.stream) });
  };
  // Somebody was quicker, say: the lists show what they said.
  const readAgain = (error: unknown): never => {
    void client.invalidateQueries({ queryKey: spotCheckKeys.all });
    throw error;
  };
  return (row: SpotCheck, verdict: SpotCheckVerdict) =>
    change.mutate({
      show: () => putSpotCheck(client, { ...row, state: "judged", verdict, judgedBy: email }),
      send: async () => {
        const judged = await send(row, verdict).catch(readAgain);
        void settle(judged);
        return judged;
      },
      done: () => `Spot check ${row.id} judged ${verdictWords[verdict].done}`,
      undo: async (judged) => settle(await send(judged, row.verdict).catch(readAgain)),
    });
}
