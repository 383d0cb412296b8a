import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import {
  type ModelPage,
  type ModelRollBack,
  type ModelTrain,
  modelDetailSchema,
  modelPageSchema,
  modelReadinessSchema,
  modelRowSchema,
  modelStandingSchema,
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

/** One model with its card and log; null asks for nothing. */
export function useModel(id: number | null) {
  return useQuery({
    queryKey: modelKeys.detail(id ?? 0),
    enabled: id !== null,
    queryFn: ({ signal }) => request(modelDetailSchema, `${path}/${id}`, { signal }),
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

export function usePromote(stream: StreamName) {
  return useChange(stream, modelRowSchema, ({ id, ...body }: Decision & { readonly seenChampion: number | null }) => ({
    where: `/${id}/promote`,
    body,
  }));
}

export function useRollBack(stream: StreamName) {
  return useChange(stream, modelStandingSchema, (body: ModelRollBack) => ({ where: "/roll-back", body }));
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
