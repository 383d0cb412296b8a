import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import {
  executorCreatedSchema,
  executorListSchema,
  executorProbeSchema,
  executorSchema,
} from "../../lib/contracts/executors.ts";
import {
  playbookAnswerSchema,
  playbookDetailSchema,
  playbookListSchema,
  protectedEntitySchema,
  protectedListSchema,
  protectedRemovedSchema,
} from "../../lib/contracts/playbooks.ts";
import { responseKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";

export function usePlaybooks(stream: StreamName) {
  return useQuery({
    queryKey: responseKeys.playbooks(stream),
    queryFn: ({ signal }) => request(playbookListSchema, `/api/v1/playbooks${queryString({ stream })}`, { signal }),
  });
}

export function usePlaybook(id: number | null) {
  return useQuery({
    queryKey: responseKeys.playbook(id ?? 0),
    enabled: id !== null,
    queryFn: ({ signal }) => request(playbookDetailSchema, `/api/v1/playbooks/${id}`, { signal }),
  });
}

export function useProtected(stream: StreamName) {
  return useQuery({
    queryKey: responseKeys.protected(stream),
    queryFn: ({ signal }) =>
      request(protectedListSchema, `/api/v1/protected-entities${queryString({ stream })}`, { signal }),
  });
}

export function useExecutors(stream: StreamName) {
  return useQuery({
    queryKey: responseKeys.executors(stream),
    queryFn: ({ signal }) => request(executorListSchema, `/api/v1/executors${queryString({ stream })}`, { signal }),
  });
}

interface SettingsChange {
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body: object;
}

/** Sends a change of settings and reads their list again; whoever asked says why not. */
function useSettingsChange<T extends z.ZodType>(schema: T, what: "playbooks" | "protected" | "executors") {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: ({ method, path, body }: SettingsChange) => request(schema, `/api/v1${path}`, { method, body }),
    onSettled: () => client.invalidateQueries({ queryKey: responseKeys.settings(what) }),
  });
}

export const useChangePlaybook = () => useSettingsChange(playbookAnswerSchema, "playbooks");
export const useAddProtected = () => useSettingsChange(protectedEntitySchema, "protected");
export const useRemoveProtected = () => useSettingsChange(protectedRemovedSchema, "protected");
export const useChangeExecutor = () => useSettingsChange(executorSchema, "executors");
export const useCreateExecutor = () => useSettingsChange(executorCreatedSchema, "executors");

/** Asks an executor whether it hears us. */
export function useProbeExecutor() {
  return useMutation({
    meta: { quiet: true },
    networkMode: "always",
    mutationFn: (id: number) =>
      request(executorProbeSchema, `/api/v1/executors/${id}/probe`, { method: "POST", body: {} }),
  });
}
