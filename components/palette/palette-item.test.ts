import { expect, test } from "vitest";
import { findItems, findNumbered, type PaletteItem } from "./palette-item.ts";

const item = (label: string, detail = ""): PaletteItem => ({
  id: label,
  group: "Go to",
  label,
  detail,
  run: () => undefined,
});
const items = [item("Alerts"), item("Live", "threat chart"), item("Sign out")];
const labels = (query: string) => findItems(items, query).map(({ label }) => label);

test("every word must begin a word of the line, in any order", () => {
  expect(labels("chart li")).toEqual(["Live"]);
  expect(labels("erts")).toEqual([]);
  expect(labels("  ")).toEqual(["Alerts", "Live", "Sign out"]);
});

const numbered = [
  { what: "Alert", href: (id: number) => `/alerts?alert=${id}` },
  { what: "Event", href: (id: number) => `/live?event=${id}` },
];

test.each([
  ["12", ["/alerts?alert=12", "/live?event=12"]],
  ["#12", ["/alerts?alert=12", "/live?event=12"]],
  ["alert 12", ["/alerts?alert=12"]],
  ["ev12", ["/live?event=12"]],
  ["10.0.0.1", []],
  ["policy 3", []],
])("%s opens %s", (query, hrefs) => {
  expect(findNumbered(numbered, query).map(({ href }) => href)).toEqual(hrefs);
});
