import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { severityOrder } from "../display/severity-order.ts";
import { rowHeights } from "../preferences/density.ts";
import { contrast } from "./contrast.ts";
import { theme } from "./theme.ts";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

/** The tokens of one theme, by the block that sets them. */
function tokensOf(scheme: "light" | "dark"): Map<string, string> {
  const block = css.split(`:root[data-mantine-color-scheme="${scheme}"] {`)[1]?.split("}")[0] ?? "";
  return new Map(
    [...block.matchAll(/--tl-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

test("the measure is WCAG's own", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 3);
});

/** Texts on what they stand on: AA asks for 4.5. */
const texts = [
  ...["text", "text-2", "text-3", "accent", "good", "warn", "bad"].flatMap((ink) =>
    ["panel", "canvas", "hover", "selected"].map((surface) => [ink, surface] as const),
  ),
  ["accent", "accent-soft"],
  ["bad", "bad-soft"],
  ["warn", "warn-soft"],
] as const;
/** Shapes and lines that carry meaning: AA asks for 3. */
const marks = [...severityOrder.map((severity) => `sev-${severity}`), "ink-p99", "threshold", "accent"].flatMap((ink) =>
  ["panel", "canvas", "hover", "selected"].map((surface) => [ink, surface] as const),
);

describe.each(["light", "dark"] as const)("in the %s theme", (scheme) => {
  const tokens = tokensOf(scheme);
  const between = (ink: string, surface: string) => contrast(tokens.get(ink) ?? "", tokens.get(surface) ?? "");

  test.each(texts)("%s can be read on %s", (ink, surface) => {
    expect(between(ink, surface)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(marks)("%s can be seen on %s", (ink, surface) => {
    expect(between(ink, surface)).toBeGreaterThanOrEqual(3);
  });

  test.each(["tide", "red"])("white can be read on filled %s", (colour) => {
    const shade = { light: 7, dark: 6 }[scheme];
    expect(contrast(theme.colors?.[colour]?.[shade] ?? "", "#ffffff")).toBeGreaterThanOrEqual(4.5);
  });
});

test("both themes set the same tokens", () => {
  expect([...tokensOf("dark").keys()]).toEqual([...tokensOf("light").keys()]);
});

test("lists that measure their rows measure what the style sheet draws", () => {
  const heights = [...css.matchAll(/--tl-row: (\d+)px/g)].map(([, height]) => Number(height));
  expect(heights).toEqual([rowHeights.comfortable, rowHeights.compact, rowHeights.phone]);
});
