import { type APIRequestContext, expect } from "@playwright/test";
import { type ModelRow, modelRowSchema } from "../lib/contracts/models.ts";
import { clientHeader } from "../lib/contracts/session.ts";
import { writeChampion } from "../lib/models/champion/write-champion.ts";
import { testCard } from "../testing/model-card.ts";
import { randomChampion } from "../testing/models/random-champion.ts";

interface ModelFile {
  readonly name: string;
  /** How good its card says that it is, 0 to 1. */
  readonly better?: number;
  readonly testDigest?: string;
}

/** A model as Download gives it out: sound, small, made of chance, with a made-up card. */
export function modelFile({ name, better = 1, testDigest = "a".repeat(64) }: ModelFile): Buffer {
  return Buffer.from(
    writeChampion(randomChampion({ seed: name, trees: 4, depth: 3 }), testCard({ better, testDigest })),
  );
}

/** Takes it in as an administrator of an instance would by the page. */
export async function importByApi(admin: APIRequestContext, origin: string, file: ModelFile): Promise<ModelRow> {
  const query = new URLSearchParams({ stream: "demo", name: file.name, reason: "for the browser tests" });
  const headers = { [clientHeader.name]: clientHeader.value, origin, "content-type": "application/octet-stream" };
  const response = await admin.post(`${origin}/api/v1/models/import?${query}`, { headers, data: modelFile(file) });
  expect(response.status(), await response.text()).toBe(201);
  return modelRowSchema.parse(await response.json());
}
