import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import { modelTrialSchema } from "../../lib/contracts/model-trial.ts";
import {
  type ModelPage,
  type ModelRollBack,
  type ModelTrain,
  modelDetailSchema,
  modelPageSchema,
  modelReadinessSchema,
  modelRolledBackSchema,
  modelRowSchema,
  promotionSchema,
} from "../../lib/contracts/models.ts";
import { modelKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { fetchThenCatchUp } from "../realtime/message-log.ts";
import type { Push } from "../realtime/push-message.ts";

const path = "/api/v1/models";
const mostListed = 200;

/** Progress that was pushed while the list was read. */
function withProgress(page: ModelPage, { kind, body }: Push): ModelPage {
  if (kind !== "model" || body.progress === null) return page;
  const { id, progress } = body;
  return {
    ...page,
    items: page.items.map((row) => (row.id === id && row.state === "training" ? { ...row, progress } : row)),
  };
}

/** The newest models of a stream and which of them scores. */
export function useModels(stream: StreamName) {
  return useQuery({
    queryKey: modelKeys.list(stream),
    queryFn: ({ signal }) =>
      fetchThenCatchUp(
        () => request(modelPageSchema, `${path}${queryString({ stream, limit: mostListed })}`, { signal }),
        withProgress,
      ),
  });
}

/** The models after the newest, a page at a time; a cursor of null asks for nothing. */
export function useOlderModels(stream: StreamName, cursor: string | null) {
  return useInfiniteQuery({
    queryKey: modelKeys.older(stream, cursor),
    enabled: cursor !== null,
    initialPageParam: cursor ?? "",
    queryFn: ({ pageParam, signal }) =>
      request(modelPageSchema, `${path}${queryString({ stream, limit: mostListed, cursor: pageParam })}`, { signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** One model with its card and log; null asks for nothing. */
export function useModel(id: number | null) {
  return useQuery({
    queryKey: modelKeys.detail(id ?? 0),
    enabled: id !== null,
    queryFn: ({ signal }) => request(modelDetailSchema, `${path}/${id}`, { signal }),
  });
}

/** What the model would have done to recent events; `id` null: what a roll back leads to. Asked for anew with each dialog. */
export function useTrial(stream: StreamName, id: number | null, champion: number | null) {
  return useQuery({
    queryKey: modelKeys.trial(stream, id, champion),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      request(
        modelTrialSchema,
        id === null ? `${path}/roll-back/trial${queryString({ stream })}` : `${path}/${id}/trial`,
        { signal },
      ),
  });
}

export function useReadiness(stream: StreamName) {
  return useQuery({
    queryKey: modelKeys.readiness(stream),
    queryFn: ({ signal }) => request(modelReadinessSchema, `${path}/readiness${queryString({ stream })}`, { signal }),
  });
}

/** Where the artefact of a model is fetched from. */
export const artefactPath = (id: number) => `${path}/${id}/artefact`;

/** A change of a stream's models; the dialog that asked says itself what went wrong. Done once what holds now is known. */
function useChange<V, S extends z.ZodType>(stream: StreamName, answer: S, ask: (value: V) => AskedChange) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: (value: V) => {
      const { where, ...sent } = ask(value);
      return request(answer, `${path}${where}`, { method: "POST", ...sent });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: modelKeys.details });
      return client.invalidateQueries({ queryKey: modelKeys.of(stream) });
    },
  });
}

interface AskedChange {
  readonly where: string;
  readonly body?: unknown;
  readonly file?: Blob;
}

export function useTrain(stream: StreamName) {
  return useChange(stream, modelRowSchema, (body: ModelTrain) => ({ where: "", body }));
}

interface Decision {
  readonly id: number;
  readonly reason: string;
}

export function useCancelTraining(stream: StreamName) {
  return useChange(stream, modelRowSchema, ({ id, reason }: Decision) => ({
    where: `/${id}/cancel`,
    body: { reason },
  }));
}

export function useRetire(stream: StreamName) {
  return useChange(stream, modelRowSchema, ({ id, reason }: Decision) => ({
    where: `/${id}/retire`,
    body: { reason },
  }));
}

interface Promoted extends Decision {
  readonly seenChampion: number | null;
  readonly confirmation?: string;
}

export function usePromote(stream: StreamName) {
  return useChange(stream, promotionSchema, ({ id, ...body }: Promoted) => ({ where: `/${id}/promote`, body }));
}

export function useRollBack(stream: StreamName) {
  return useChange(stream, modelRolledBackSchema, (body: ModelRollBack) => ({ where: "/roll-back", body }));
}

interface ImportedFile {
  readonly name: string;
  readonly reason: string;
  readonly file: Blob;
}

export function useImport(stream: StreamName) {
  return useChange(stream, modelRowSchema, ({ name, reason, file }: ImportedFile) => ({
    where: `/import${queryString({ stream, name, reason })}`,
    file,
  }));
}
