import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDetector } from "../../lib/models/detector/detector-codec.ts";
import { parseArguments } from "./parse-arguments.ts";
import { trainModel } from "./train-model.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tideline-train-"));
  const lines = Array.from({ length: 80 }, (_, i) => `${i % 17},web,benign\n${40 + (i % 23)},odd,attack`);
  writeFileSync(join(folder, "rows.csv"), `bytes,service,what\n${lines.join("\n")}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const train = (...args: string[]) => trainModel(parseArguments(args), folder, {});

describe("training by command", () => {
  it("learns from a file with the answer in a column, which is no feature", () => {
    const trained = train("--data", join(folder, "rows.csv"), "--label", "what", "--rounds", "8");
    const reading = readDetector(trained.artefact);
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.detector.encoder.parts.map(({ name }) => name)).toEqual(["bytes", "service"]);
    expect(JSON.stringify(reading.card)).toContain('"attacks":80');
    expect(Object.fromEntries(trained.figures)["ROC-AUC"]).toBe(1);
  });

  it.each([
    [["--data", "rows.csv"], /--label COLUMN/],
    [["--data", "nsl-kdd", "--label", "x"], /says itself/],
    [["--data", "nsl-kdd"], /There is no .*KDDTrain/],
    [["--data", "nsl-kdd", "--rounds", "0"], /option rounds/],
    [[], /--data NAME/],
  ] as const)("says in a sentence what is wrong with %j", (args, sentence) => {
    expect(() => train(...args)).toThrow(sentence);
  });
});
