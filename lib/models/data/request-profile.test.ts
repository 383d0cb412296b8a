import { describe, expect, it } from "vitest";
import { splitRequest } from "./readers/request-features.ts";
import { fitRequestProfile, profileColumns } from "./request-profile.ts";

const people = ["ada", "bob", "cleo", "dan", "eve", "finn", "gus", "hana", "ivy", "jo"];
const normal = Array.from({ length: 300 }, (_, i) =>
  splitRequest(`get http://shop/app/buy.jsp?mode=pay&id=${1000 + i}&name=${people[i % 10]}${people[(i * 7) % 10]}`),
);
const profile = fitRequestProfile(normal);

function numbersOf(line: string): Record<string, number> {
  const columns = profileColumns(profile, [splitRequest(line)]);
  return Object.fromEntries(columns.map(({ name, values }) => [name.replace("profile ", ""), values[0] ?? Number.NaN]));
}

describe("request profiles", () => {
  it("find nothing new in a request like those they learnt from", () => {
    const usual = numbersOf("get http://shop/app/buy.jsp?mode=pay&id=1234&name=bobhana");
    for (const name of ["page", "folder", "unknown parameters", "absent parameters", "new values", "characters"]) {
      expect(usual[name], name).toBe(0);
    }
    expect(usual.length).toBeLessThan(3);
  });

  it.each([
    ["a page that was not met", "get http://shop/app/old.jsp", "page", 1],
    ["a folder that was not met", "get http://shop/admin/buy.jsp", "folder", 1],
    ["a renamed parameter", "get http://shop/app/buy.jsp?modea=pay&id=1000&name=ada", "unknown parameters", 2],
    ["a parameter that is not there", "get http://shop/app/buy.jsp?mode=pay&id=1000", "absent parameters", 1],
    ["a value outside a closed list", "get http://shop/app/buy.jsp?mode=steal&id=1000&name=bobhana", "new values", 1],
    [
      "characters that the parameter never has",
      "get http://shop/app/buy.jsp?mode=pay&id=1'--&name=ada",
      "characters",
      2,
    ],
  ])("count %s", (_, line, name, expected) => {
    expect(numbersOf(line)[name]).toBe(expected);
  });

  it("say how far lengths and shapes are from what is usual", () => {
    const usual = numbersOf("get http://shop/app/buy.jsp?mode=pay&id=1234&name=bobhana");
    const forged = numbersOf("get http://shop/app/buy.jsp?mode=pay&id=12a34567890123&name=bobhana");
    for (const name of ["length", "shape"]) {
      expect(forged[name], name).toBeGreaterThan((usual[name] ?? 0) + 2);
    }
  });

  it("know a parameter by its name alone on a page that was not met", () => {
    const elsewhere = numbersOf("get http://shop/app/other.jsp?mode=pay&id=1234");
    expect(elsewhere["unknown parameters"]).toBe(0);
    expect(numbersOf("get http://shop/app/other.jsp?colour=red")["unknown parameters"]).toBe(1);
  });
});
