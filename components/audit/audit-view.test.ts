import { expect, test } from "vitest";
import { parseAuditFilters } from "./audit-view.ts";

const nowMs = Date.parse("2026-11-22T12:00:00Z");
const parse = (search: string) => parseAuditFilters(new URLSearchParams(search), nowMs);

test("an address reproduces the list; what makes no sense is left out", () => {
  expect(parse("actor=ann@example.org&action=alert.&outcome=failure,nonsense&q=+root+&span=1h&other=1")).toEqual({
    actor: "ann@example.org",
    action: "alert.",
    outcome: "failure",
    q: "root",
    from: "2026-11-22T11:00:00.000Z",
  });
  expect(parse("from=2026-11-20T00:00:00Z&to=yesterday&outcome=x")).toEqual({ from: "2026-11-20T00:00:00.000Z" });
});
