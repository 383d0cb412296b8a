import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import type { StreamName } from "../lib/contracts/common.ts";
import { type ModelRow, modelPageSchema, modelRowSchema } from "../lib/contracts/models.ts";
import { clientHeader } from "../lib/contracts/session.ts";
import { writeChampion } from "../lib/models/champion/write-champion.ts";
import { testCard } from "../testing/model-card.ts";
import { randomChampion } from "../testing/models/random-champion.ts";

interface ModelFile {
  readonly name: string;
  /** How good its card says that it is, 0 to 1. */
  readonly better?: number;
  readonly testDigest?: string;
  /** Its trees say the same of every event. */
  readonly isMute?: boolean;
  readonly stream?: StreamName;
}

/** A model as Download gives it out: sound, small, made of chance, with a made-up card. */
export function modelFile({ name, better = 1, testDigest = "a".repeat(64), isMute = false }: ModelFile): Buffer {
  const champion = randomChampion({ seed: name, trees: 4, depth: 3 });
  const { ensemble } = champion.trees;
  const mute = { ...champion.trees, ensemble: { ...ensemble, value: ensemble.value.map(() => 0) } };
  const served = isMute ? { ...champion, trees: mute } : champion;
  return Buffer.from(writeChampion(served, testCard({ better, testDigest })));
}

const reason = "for the browser tests";
const headersOf = (origin: string) => ({ [clientHeader.name]: clientHeader.value, origin });

/** Makes it the first champion of its stream, whatever its trial says; answers 202 where a second person decides. */
export async function promoteByApi(admin: APIRequestContext, origin: string, model: ModelRow): Promise<APIResponse> {
  const data = { reason, seenChampion: null, confirmation: model.name };
  const url = `${origin}/api/v1/models/${model.id}/promote`;
  const response = await admin.post(url, { headers: headersOf(origin), data });
  expect(response.ok(), await response.text()).toBe(true);
  return response;
}

/** Leaves the stream without a trained model; answers 202 where a second person decides. */
export async function rollBackByApi(admin: APIRequestContext, origin: string, model: ModelRow): Promise<APIResponse> {
  const data = { stream: model.stream, reason, seenChampion: model.id };
  const response = await admin.post(`${origin}/api/v1/models/roll-back`, { headers: headersOf(origin), data });
  expect(response.ok(), await response.text()).toBe(true);
  return response;
}

/** Ends what trains for the stream: the starter does, as soon as the stream has events, and there is one training at a time. */
export async function cancelTrainingByApi(admin: APIRequestContext, origin: string, stream: StreamName): Promise<void> {
  const training = async () => {
    const response = await admin.get(`${origin}/api/v1/models?stream=${stream}`);
    return modelPageSchema.parse(await response.json()).items.filter(({ state }) => state === "training");
  };
  for (const { id } of await training()) {
    await admin.post(`${origin}/api/v1/models/${id}/cancel`, { headers: headersOf(origin), data: { reason } });
  }
  await expect.poll(async () => (await training()).length).toBe(0);
}

/** Takes it in as an administrator of an instance would by the page. */
export async function importByApi(admin: APIRequestContext, origin: string, file: ModelFile): Promise<ModelRow> {
  const { name, stream = "demo" } = file;
  const query = new URLSearchParams({ stream, name, reason });
  const headers = { ...headersOf(origin), "content-type": "application/octet-stream" };
  const response = await admin.post(`${origin}/api/v1/models/import?${query}`, { headers, data: modelFile(file) });
  expect(response.status(), await response.text()).toBe(201);
  return modelRowSchema.parse(await response.json());
}
