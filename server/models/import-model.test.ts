import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeArtefact } from "../../lib/models/artefact/artefact.ts";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import { testCard } from "../../testing/model-card.ts";
import { artefactBytes, insertModel } from "../../testing/model-row.ts";
import { randomChampion } from "../../testing/models/random-champion.ts";

let api: TestApi;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
}, 60_000);
afterAll(() => api.close());

const path = "/api/v1/models";
/** Ten at most by one person: nobody sends many. */
async function send(body: Uint8Array, stream = "main", { cookie } = admin) {
  const query = new URLSearchParams({ stream, name: "made elsewhere", reason: "to compare" });
  const response = await api.ask("POST", `${path}/import?${query}`, { cookie, body });
  return { status: response.status, answer: await response.json() };
}

test("what one Tideline gives out another takes in as a candidate: its card along, the artefact byte for byte", async () => {
  const bytes = artefactBytes("exported");
  const id = await insertModel(api.app.pool, { artefact: bytes, card: testCard() });
  const file = await api.ask("GET", `${path}/${id}/artefact`, { cookie: admin.cookie });
  expect(file.headers.get("content-type")).toBe("application/octet-stream");
  expect(file.headers.get("content-disposition")).toBe('attachment; filename="tideline-main-model-1.tidemodel"');
  const copy = new Uint8Array(await file.arrayBuffer());
  expect(copy.length).toBeGreaterThan(bytes.length);
  const taken = await api.app.db.auditEntry.findFirst({ where: { action: "model.download" } });
  expect(taken).toMatchObject({ actor: admin.email, resource: `model:${id}` });

  const { status, answer } = await send(copy, "demo");
  const digest = createHash("sha256").update(bytes).digest("hex");
  expect([status, answer]).toMatchObject([
    201,
    { state: "candidate", origin: "imported", name: "made elsewhere", bytes: bytes.length, digest },
  ]);
  // Figures are those that the file states.
  expect(answer.headline).toMatchObject({ rocAuc: 0.99, tprAtFpr1: 0.94 });
  const entry = await api.app.db.auditEntry.findFirst({ where: { action: "model.import" }, orderBy: { id: "desc" } });
  expect(entry).toMatchObject({ resource: `model:${answer.id}`, after: { digest, reason: "to compare" } });
  const again = await send(copy, "demo");
  expect([again.status, again.answer.current.id]).toEqual([409, answer.id]);
});

const card = testCard();
test.each([
  ["is none of ours", { figures: "excellent" }],
  ["holds NUL", { ...card, limits: ["a\0b"] }],
  ["holds half a character", { ...card, limits: ["a\ud83d"] }],
  ["is a book", { ...card, limits: ["a".repeat(1_000_000)] }],
])("a card that %s is left aside, the model is taken in", async (name, odd) => {
  const artefact = writeChampion(randomChampion({ seed: name, trees: 2, depth: 2 }), odd);
  const { status, answer } = await send(artefact, "demo");
  expect([status, answer.headline]).toEqual([201, null]);
});

test.each([
  ["no model", Buffer.from("a picture of a cat"), "This file is not a Tideline model."],
  ["cut short", artefactBytes("x").subarray(0, 60), "bytes and has 60."],
  ["another learner", writeArtefact({ kind: "forest", settings: {}, arrays: new Map() }), "forest"],
])("%s is refused with the reader's sentence, and not kept", async (_name, bytes, sentence) => {
  const { status, answer } = await send(bytes);
  expect([status, answer.code]).toEqual([422, "unprocessable"]);
  expect(answer.detail).toContain(sentence);
  expect(await api.app.db.trainedModel.count({ where: { origin: "imported", stream: 1 } })).toBe(0);
});

test("a flipped bit anywhere is found", async () => {
  const bytes = Uint8Array.from(artefactBytes("flipped"));
  const other = await api.person("admin");
  for (const at of [30, 70, bytes.length - 1]) {
    const damaged = Uint8Array.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect((await send(damaged, "main", other)).answer.detail).toBe(
      "The model is damaged: its checksum does not match.",
    );
  }
});
