import { describe, expect, it } from "vitest";
import { emptyEvent } from "../event/security-event.ts";
import { createScorer } from "./scorer.ts";
import { columnsFrom, signInEvent, startMs } from "./testing/sample-events.ts";

describe("findings of a fresh stream", () => {
  const guessing = (failures: number, gapMs: number) =>
    Array.from({ length: failures }, (_, i) => signInEvent(startMs + i * gapMs, "192.0.2.7", `name${i % 5}`, true));

  it("fires at the twentieth failure within ten minutes and not before", () => {
    const batch = createScorer().score(columnsFrom(guessing(28, 20_000)), 0, 28);
    expect(batch.findings.map(({ offset }) => offset)).toEqual([19, 20, 21, 22, 23, 24, 25, 26, 27]);
    expect(batch.findings.at(-1)?.reason).toContain(
      "28 failed sign-ins from 192.0.2.7 within 10 minutes; one normal address in 10,000 reaches 20",
    );
    expect(new Set(batch.findings.map(({ key }) => key))).toEqual(new Set(["failure-burst|192.0.2.7|"]));
  });

  it("does not fire at nineteen, or at twenty spread wider", () => {
    expect(createScorer().score(columnsFrom(guessing(19, 1000)), 0, 19).findings).toEqual([]);
    expect(createScorer().score(columnsFrom(guessing(60, 32_000)), 0, 60).findings).toEqual([]);
  });

  it("names whom the guessing is aimed at where the record has no source", () => {
    const local = guessing(20, 1000).map((event) => ({ ...event, user: "root", srcIp: null }));
    const [finding] = createScorer().score(columnsFrom(local), 0, 20).findings;
    expect(finding?.title).toBe("Password guessing against root");
    expect(finding?.reason).toContain("20 failed sign-ins of user root within 10 minutes");
  });

  it("lets no name hide or turn what is read of it", () => {
    const spoofed = guessing(20, 1000).map((event) => ({ ...event, user: "ro\u200bot\u202e", srcIp: null }));
    const [finding] = createScorer().score(columnsFrom(spoofed), 0, 20).findings;
    expect(finding?.title).toBe("Password guessing against ro‹U+200B›ot‹U+202E›");
    expect(finding?.reason).toContain("failed sign-ins of user ro‹U+200B›ot‹U+202E› within");
  });

  it("counts the occurrences a record stands for", () => {
    const repeated = { ...signInEvent(startMs, "192.0.2.7", "root", true), count: 25 };
    const restated = { ...signInEvent(startMs + 1, "192.0.2.8", "root", true), count: 0 };
    const batch = createScorer().score(columnsFrom([repeated, ...Array.from({ length: 40 }, () => restated)]), 0, 41);
    expect(batch.findings.map(({ offset }) => offset)).toEqual([0]);
  });

  it("cannot be talked out of a burst by a flood of decoys", () => {
    const decoys = Array.from({ length: 9000 }, (_, i) =>
      signInEvent(startMs + i * 10, `10.1.${i % 200}.1`, `user${i % 90}`, i % 3 === 0),
    );
    const attack = guessing(30, 1000).map((event) => ({ ...event, time: event.time + 90_000 }));
    const batch = createScorer().score(columnsFrom([...decoys, ...attack]), 0, 9030);
    const led = batch.findings.filter(({ key, offset }) => key === "failure-burst|192.0.2.7|" && offset >= 9000);
    expect(led).toHaveLength(11);
  });

  it("reports a sign-in that succeeds after guessing as high", () => {
    const events = [...guessing(12, 5000), signInEvent(startMs + 61_000, "192.0.2.7", "root", false)];
    const [finding, ...others] = createScorer().score(columnsFrom(events), 0, 13).findings;
    expect(others).toEqual([]);
    expect(finding?.key).toBe("success-after-failures|192.0.2.7|");
    expect(finding?.severity).toBe("high");
  });

  it("takes over severe findings of the source under their title, and leaves mild ones", () => {
    const alert = { ...emptyEvent(), classUid: 2004, time: startMs, srcIp: "192.0.2.9", findingTitle: "ET EXPLOIT x" };
    const events = [
      { ...alert, severityId: 2 },
      { ...alert, severityId: 4, technique: "T1190" },
    ];
    const findings = createScorer().score(columnsFrom(events), 0, 2).findings;
    expect(findings.map(({ offset, title, techniques }) => ({ offset, title, techniques }))).toEqual([
      { offset: 1, title: "ET EXPLOIT x", techniques: ["T1190"] },
    ]);
  });

  it("reports a document program that starts a shell", () => {
    const start = { ...emptyEvent(), classUid: 1007, time: startMs, host: "h", user: "u" };
    const events = [{ ...start, parentProcess: "C:\\Office\\WINWORD.EXE", process: "C:\\Windows\\powershell.exe" }];
    expect(createScorer().score(columnsFrom(events), 0, 1).findings[0]?.title).toBe(
      "WINWORD.EXE started powershell.exe",
    );
  });
});
