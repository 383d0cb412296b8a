import { describe, expect, it } from "vitest";
import { busyMoment } from "./hour-of-week.ts";
import { createOrganisation } from "./organisation.ts";
import { createTraffic, type Traffic } from "./traffic.ts";
import type { NativeRecord } from "./traffic-types.ts";

const startTime = busyMoment;
const organisation = createOrganisation("contained", 60);
const begin = (): Traffic => createTraffic({ seed: "lab", organisation, startTime, rate: 1, campaigns: null });
const minuteMs = 60_000;
const attackOf = (records: readonly NativeRecord[]) => records.filter(({ truth }) => truth.campaign !== null);
const guessers = (records: readonly NativeRecord[]) =>
  attackOf(records).flatMap(({ record }) => /Failed password .* from (\S+) port /.exec(record)?.[1] ?? []);

describe("an attack that is asked for", () => {
  it("begins at once, guesses for minutes, and ends at once where its address is blocked", () => {
    const [free, blocked] = [begin(), begin()];
    for (const traffic of [free, blocked]) traffic.begin("ssh-guessing", startTime + 1_000);
    const seen = guessers(free.next(startTime + 2 * minuteMs));
    const [attacker = ""] = seen;
    expect(guessers(blocked.next(startTime + 2 * minuteMs))).toEqual(seen);
    expect(seen.length).toBeGreaterThan(100);
    blocked.contain([{ kind: "address", name: attacker }]);
    expect(guessers(free.next(startTime + 3 * minuteMs)).length).toBeGreaterThan(50);
    expect(attackOf(blocked.next(startTime + 60 * minuteMs))).toEqual([]);
    expect(attackOf(free.next(startTime + 60 * minuteMs)).length).toBeGreaterThan(20);
  });

  it("is stopped by nothing that it does not go through, and goes on after the block is lifted in time", () => {
    const traffic = begin();
    traffic.begin("ssh-guessing", startTime + 1_000);
    const [attacker = ""] = guessers(traffic.next(startTime + minuteMs));
    traffic.contain([
      { kind: "address", name: "192.0.2.222" },
      { kind: "host", name: attacker },
    ]);
    expect(guessers(traffic.next(startTime + 1.5 * minuteMs)).length).toBeGreaterThan(20);
    traffic.contain([{ kind: "address", name: attacker }]);
    expect(attackOf(traffic.next(startTime + 2 * minuteMs))).toEqual([]);
    traffic.contain([]);
    expect(guessers(traffic.next(startTime + 2.5 * minuteMs)).length).toBeGreaterThan(20);
  });

  it("ends at once where the machine that it guesses at is isolated, and goes on when it is let back", () => {
    const traffic = begin();
    traffic.begin("ssh-guessing", startTime + 1_000);
    const [knocked] = attackOf(traffic.next(startTime + minuteMs)).flatMap(
      ({ record }) => /(\S+) sshd\[\d+\]: Failed password/.exec(record)?.[1] ?? [],
    );
    traffic.contain([{ kind: "host", name: knocked ?? "" }]);
    expect(attackOf(traffic.next(startTime + 1.5 * minuteMs))).toEqual([]);
    traffic.contain([]);
    expect(guessers(traffic.next(startTime + 2 * minuteMs)).length).toBeGreaterThan(20);
  });

  it("comes no further where the host is isolated, and never starts where the message was taken away", () => {
    const records = (measure: (lure: NativeRecord) => Parameters<Traffic["contain"]>[0]) => {
      const traffic = begin();
      traffic.begin("phishing", startTime + 1_000);
      const [lure] = attackOf(traffic.next(startTime + 2_000));
      if (lure === undefined) throw new Error("There was no message.");
      traffic.contain(measure(lure));
      return attackOf(traffic.next(startTime + 30 * minuteMs)).map(({ truth }) => truth.step);
    };
    expect(records(() => [])).toContain("beacon");
    const message = ({ record }: NativeRecord) => JSON.parse(record).message_id;
    const quarantined = records((lure) => [{ kind: "message", name: message(lure) }]);
    expect(new Set(quarantined)).toEqual(new Set(["lure"]));
  });

  it("has to be a story there is", () => {
    const traffic = begin();
    traffic.begin("none", startTime);
    expect(() => traffic.next(startTime + 10)).toThrow("There is no story none.");
  });
});
