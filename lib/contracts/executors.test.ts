import { expect, test } from "vitest";
import { executorCreateSchema } from "./executors.ts";

const draft = { stream: "main", name: "firewall", kind: "webhook", reason: "to block" };

test("an address that holds a password is refused, one with an @ behind the host is not", () => {
  for (const url of [
    "https://user:secret@firewall.example/",
    "https://token@firewall.example:8443/x",
    "http://:pw@f.example",
    "https:user:secret@f.example",
  ]) {
    const read = executorCreateSchema.safeParse({ ...draft, url });
    expect(
      read.error?.issues.map(({ path }) => path[0]),
      url,
    ).toContain("url");
  }
  for (const url of [
    "https://firewall.example/a@b",
    "https://firewall.example?to=a@b",
    "https://firewall.example:8443/",
  ]) {
    expect(executorCreateSchema.safeParse({ ...draft, url }).success, url).toBe(true);
  }
});
