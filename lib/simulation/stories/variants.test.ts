import { describe, expect, it } from "vitest";
import { busyMoment } from "../hour-of-week.ts";
import { createOrganisation } from "../organisation.ts";
import { createTraffic } from "../traffic.ts";
import type { NativeRecord } from "../traffic-types.ts";
import { stories } from "./all-stories.ts";
import type { Story } from "./story.ts";
import { heldOutStories, taughtStories } from "./variants.ts";

const organisation = createOrganisation("variants", 40);

/** What one run of the story writes within five hours. */
function play(story: Story): NativeRecord[] {
  const options = { seed: "one", organisation, startTime: busyMoment, rate: 0.001 };
  const long = 10 * 3_600_000;
  const campaigns = { firstAfterMs: 0, introductionGapMs: long, meanGapMs: long, stories: [story] };
  const records = createTraffic({ ...options, campaigns }).next(busyMoment + long / 2);
  return records.filter(({ truth }) => truth.campaign !== null);
}

const programsOf = (records: readonly NativeRecord[]) =>
  new Set(
    records
      .filter(({ format, record }) => format === "windows" && JSON.parse(record).EventID === 1)
      .map(({ record }) => String(JSON.parse(record).Image)),
  );

describe("variants", () => {
  it("that test are none of those that teach, which those of the demonstration are among", () => {
    const taught = taughtStories.map(({ name }) => name);
    expect(heldOutStories.filter(({ name }) => taught.includes(name))).toEqual([]);
    for (const { name } of stories) expect(taught).toContain(name);
  });

  it.each([...taughtStories, ...heldOutStories].map((story) => [story.name, story] as const))(
    "%s plays all of its steps",
    (_, story) => {
      const steps = new Set(play(story).map(({ truth }) => truth.step));
      expect([...steps].sort()).toEqual(story.steps.map(({ id }) => id).sort());
    },
  );

  it("that test use tools that no other has been seen with", () => {
    const taught = new Set(taughtStories.flatMap((story) => [...programsOf(play(story))]));
    const fresh = heldOutStories.filter((story) => [...programsOf(play(story))].some((image) => !taught.has(image)));
    expect(fresh.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["phishing-by-shortcut", "phishing-by-library", "exfiltration-by-copy"]),
    );
  });

  it("that guess from many addresses let each fail a few times only", () => {
    const spread = heldOutStories.find(({ name }) => name === "ssh-guessing-spread");
    const failures = new Map<string, number>();
    for (const { record } of spread === undefined ? [] : play(spread)) {
      const from = /Failed password .* from (\S+) port/.exec(record)?.[1];
      if (from !== undefined) failures.set(from, (failures.get(from) ?? 0) + 1);
    }
    expect(failures.size).toBeGreaterThan(10);
    expect(Math.max(...failures.values())).toBeLessThan(30);
  });
});
