import { expect, test } from "vitest";
import { columnsText, parseColumns, usualColumns, withMoved, withToggled, withWidth } from "./alert-columns.ts";

const namesOf = (columns: ReturnType<typeof parseColumns>) => columns.map(({ name }) => name);

test("the address says which columns in which order and width; without it the usual ones", () => {
  expect(parseColumns(null)).toBe(usualColumns);
  expect(parseColumns("nonsense,also")).toBe(usualColumns);
  const columns = parseColumns("status,alert,score:9999,entities:300");
  expect(columns).toEqual([
    { name: "status", width: 112 },
    { name: "alert", width: null },
    { name: "score", width: 800 },
    { name: "entities", width: 300 },
  ]);
  expect(columnsText(columns)).toBe("status,alert,score:800,entities:300");
  expect(columnsText(usualColumns)).toBe("");
});

test("the column that opens an alert is always there", () => {
  expect(namesOf(parseColumns("score"))).toEqual(["score", "alert"]);
});

test("columns are added, taken away, moved and widened", () => {
  const columns = parseColumns("severity,alert,status");
  expect(namesOf(withToggled(columns, "raised"))).toEqual(["severity", "alert", "status", "raised"]);
  expect(namesOf(withToggled(columns, "status"))).toEqual(["severity", "alert"]);
  expect(namesOf(withMoved(columns, "status", -1))).toEqual(["severity", "status", "alert"]);
  expect(withMoved(columns, "status", 1)).toBe(columns);
  expect(withWidth(columns, "status", 200.4)[2]).toEqual({ name: "status", width: 200 });
});
