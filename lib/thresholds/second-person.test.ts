import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approvalRefusal, Circles, independentVoices, standInMs } from "./second-person.ts";

const ids = ["ann", "bob", "cy", "dee", "eve"] as const;
const arbitraryId = fc.constantFrom(...ids);
const links = fc.array(fc.record({ actorId: arbitraryId, subjectId: arbitraryId }), { maxLength: 6 });
const decider = (id: string, more: object = {}) => ({ id, mayDecide: true, secondFactor: true, ...more });
const request = { requestedBy: "ann", requestedSession: "s1", isExempt: false };

/** Whom one gets to along acts in either direction, by walking: written down again, so that circles are held against it. */
function reached(from: string, acts: readonly { actorId: string; subjectId: string }[]): Set<string> {
  const found = new Set([from]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { actorId, subjectId } of acts) {
      if (found.has(actorId) || found.has(subjectId)) for (const id of [actorId, subjectId]) found.add(id);
    }
  }
  return found;
}

test("a circle is everybody whom acts join, in either direction and over any number of steps", () => {
  fc.assert(
    fc.property(links, arbitraryId, arbitraryId, (acts, one, other) => {
      expect(new Circles(acts).areOne(one, other)).toBe(reached(one, acts).has(other));
    }),
  );
});

describe("who approves", () => {
  const refusal = (more: Partial<Parameters<typeof approvalRefusal>[0]>) =>
    approvalRefusal({
      request,
      decider: decider("bob"),
      sessionId: "s2",
      circles: new Circles([]),
      approvedBy: [],
      ...more,
    });
  test.each([
    ["whoever has the right and nothing to do with it", {}, null],
    ["not whoever asked", { decider: decider("ann") }, "own request"],
    ["not in the session it was asked in", { sessionId: "s1" }, "session"],
    ["not without the right", { decider: decider("bob", { mayDecide: false }) }, "role"],
    ["not without a second factor", { decider: decider("bob", { secondFactor: false }) }, "second factor"],
    ["not twice", { approvedBy: ["bob"] }, "already"],
    [
      "not after whoever joined them",
      { approvedBy: ["cy"], circles: new Circles([{ actorId: "cy", subjectId: "bob" }]) },
      "joined",
    ],
    [
      "in the demonstration anyone with the right",
      { request: { ...request, isExempt: true }, decider: decider("ann") },
      null,
    ],
  ] as const)("%s", (_name, more, expected) => {
    const found = refusal(more);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toContain(expected);
  });

  test("more acts never give more voices, and voices are independent of each other and of whoever asked", () => {
    fc.assert(
      fc.property(links, links, (some, more) => {
        const people = ids.map((id) => decider(id));
        const voices = (acts: typeof some) => independentVoices(people, { request, circles: new Circles(acts) });
        expect(voices([...some, ...more])).toBeLessThanOrEqual(voices(some));
        const outside = ids.filter((id) => !reached("ann", some).has(id));
        expect(voices(some)).toBe(new Set(outside.map((id) => [...reached(id, some)].sort().join())).size);
      }),
    );
  });
});

test("the wait stands in where voices are missing, and is longer after somebody was put away", () => {
  const hour = 3_600_000;
  const question = { needs: 1, voices: 0, createdMs: 1000 * hour, delayMs: 24 * hour, lastLossMs: null };
  expect(standInMs({ ...question, voices: 1 })).toBeNull();
  expect(standInMs(question)).toBe(1024 * hour);
  expect(standInMs({ ...question, lastLossMs: 990 * hour })).toBe((990 + 168) * hour);
  expect(standInMs({ ...question, lastLossMs: 840 * hour })).toBe(1024 * hour);
  expect(standInMs({ ...question, needs: 2, voices: 1 })).toBe(1024 * hour);
});
