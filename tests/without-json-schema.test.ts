import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import withoutJsonSchema from "../tools/without-json-schema.mjs";

const core = join(dirname(createRequire(import.meta.url).resolve("zod/package.json")), "v4/core");
const namespace = z.record(z.string(), z.unknown());
const load = async (path: string) => namespace.parse({ ...(await import(pathToFileURL(path).href)) });

describe("what browsers get instead of Zod's JSON Schema", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tideline-left-out-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(["to-json-schema.js", "json-schema-processors.js"])(
    "%s keeps all its names, and says so when one is used",
    async (file) => {
      const written = join(folder, file.replace(/js$/, "mjs"));
      writeFileSync(written, withoutJsonSchema(readFileSync(join(core, file), "utf8")));
      const [whole, left] = [await load(join(core, file)), await load(written)];
      expect(Object.keys(left).sort()).toEqual(Object.keys(whole).sort());
      for (const [name, value] of Object.entries(left)) {
        const called = () => z.function().parse(value)();
        if (name.startsWith("create")) expect(called).not.toThrow();
        else expect(called).toThrow("describes no schema");
      }
    },
  );
});
