import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pick } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { decodeSequences, encodeSequences } from "./sequence-codec.ts";
import { createSequenceMemory, type SequenceMemory } from "./sequence-memory.ts";

interface Step {
  readonly entity: number;
  readonly action: number;
  /** Flagged: passed by and not learnt. */
  readonly flagged: boolean;
}

const steps = fc.array(
  fc.record({
    entity: fc.integer({ min: 0, max: 3 }),
    action: fc.integer({ min: 0, max: 4 }),
    flagged: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { maxLength: 150 },
);

function follow(memory: SequenceMemory, { entity, action, flagged }: Step): number {
  const { nats } = memory.scoreOne(entity, action);
  if (flagged) memory.passOne(entity, action);
  else memory.learnOne(entity, action);
  return nats;
}

/** By the definition, from the whole log each time. */
function surpriseByDefinition(log: readonly Step[], entity: number, action: number): number {
  const own = log.filter((step) => step.entity === entity);
  let cost = 0;
  for (let order = Math.min(3, own.length); order >= 0; order -= 1) {
    const before = own.slice(own.length - order).map((step) => step.action);
    const after = own.filter(
      (step, i) => !step.flagged && i >= order && before.every((wanted, k) => own[i - order + k]?.action === wanted),
    );
    const seen = after.filter((step) => step.action === action).length;
    if (seen > 0) return cost - Math.log(seen / after.length);
    if (after.length > 0) cost -= Math.log(0.4);
  }
  const learnt = log.filter((step) => !step.flagged);
  const seen = learnt.filter((step) => step.action === action).length;
  return cost - Math.log(seen > 0 ? seen / learnt.length : 1 / (learnt.length + 1));
}

describe("sequence memory", () => {
  it("is surprised as the definition says, flagged events left out", () => {
    fc.assert(
      fc.property(steps, (log) => {
        const memory = createSequenceMemory();
        for (const [i, step] of log.entries()) {
          const expected = surpriseByDefinition(log.slice(0, i), step.entity, step.action);
          expect(follow(memory, step)).toBeCloseTo(expected, 9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is never surprised below 0, nor more than all steps back and all that is known allow, however little it keeps", () => {
    const bounds = fc.record({
      mostOrder: fc.integer({ min: 0, max: 3 }),
      mostEntities: fc.integer({ min: 1, max: 3 }),
      mostContexts: fc.integer({ min: 1, max: 12 }),
      mostActions: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(steps, bounds, (log, options) => {
        const memory = createSequenceMemory(options);
        const { histories, contexts, everyone } = memory.parts;
        for (const step of log) {
          const surprise = memory.scoreOne(step.entity, step.action);
          expect(surprise.nats).toBeGreaterThanOrEqual(0);
          expect(surprise.nats).toBeLessThanOrEqual(-4 * Math.log(0.4) + Math.log(log.length + 1));
          expect(surprise.nats).toBe(surprise.backOffNats + surprise.rarityNats);
          follow(memory, step);
          expect(histories.size).toBeLessThanOrEqual(options.mostEntities);
          expect(contexts.size).toBeLessThanOrEqual(options.mostContexts);
          for (const { next } of contexts.values()) {
            expect(next.counts.size).toBeLessThanOrEqual(options.mostActions);
            expect(next.total).toBe([...next.counts.values()].reduce((sum, count) => sum + count, 0));
          }
          expect(everyone.counts.size).toBeLessThanOrEqual(options.mostContexts);
        }
      }),
    );
  });

  it("gives the same bytes and surprises for the same log in other cuts", () => {
    const cuts = fc.array(fc.nat(150), { maxLength: 6 });
    fc.assert(
      fc.property(steps, cuts, (log, places) => {
        const options = { mostEntities: 2, mostContexts: 9, mostActions: 3 };
        const whole = createSequenceMemory(options);
        let part = createSequenceMemory(options);
        for (const [i, step] of log.entries()) {
          if (places.includes(i)) part = decodeSequences(encodeSequences(part));
          expect(follow(part, step)).toBe(follow(whole, step));
        }
        expect(encodeSequences(part)).toEqual(encodeSequences(whole));
        expect(part.parts.evicted).toEqual(whole.parts.evicted);
      }),
    );
  });

  it("forgets what was used longest ago first, and counts what it forgot", () => {
    const memory = createSequenceMemory({ mostOrder: 0, mostEntities: 2, mostContexts: 2, mostActions: 1 });
    for (const entity of [1, 2, 1, 3]) memory.learnOne(entity, 7);
    expect([...memory.parts.histories.keys()]).toEqual([1, 3]);
    expect([...memory.parts.contexts.values()].map(({ entity }) => entity)).toEqual([1, 3]);
    expect(memory.parts.evicted).toEqual({ entities: 1, contexts: 1, actions: 0 });
    memory.learnOne(3, 8);
    expect(memory.parts.evicted.actions).toBe(1);
    expect(memory.scoreOne(3, 8)).toMatchObject({ knownFrom: "entity", seen: 1, of: 1 });
  });

  it("is not surprised by whoever is new, and by what nobody did more the more it knows", () => {
    const memory = createSequenceMemory();
    expect(memory.scoreOne(1, 5).nats).toBe(0);
    for (let i = 0; i < 99; i += 1) memory.learnOne(1, 5);
    expect(memory.scoreOne(2, 5)).toMatchObject({ nats: 0, knownFrom: "everyone" });
    expect(memory.scoreOne(2, 6)).toMatchObject({ nats: Math.log(100), knownFrom: "nobody", seen: 0, of: 99 });
    expect(memory.scoreOne(1, 6).nats).toBeCloseTo(Math.log(100) - 4 * Math.log(0.4), 9);
  });

  it("tells a sequence out of order from one in order, of the same actions", () => {
    const memory = createSequenceMemory();
    const random = createRandom("routine");
    // A routine of four steps, between which anything may come once in twenty times.
    for (let i = 0; i < 4000; i += 1) {
      memory.learnOne(1, random.fraction() < 0.05 ? pick(random, [0, 1, 2, 3]) : i % 4);
    }
    const told = (actions: readonly number[]) => {
      for (const action of actions) memory.passOne(1, action);
      return memory.scoreOne(1, 3).nats;
    };
    expect(told([0, 1, 2])).toBeLessThan(0.2);
    // The last step, one step early.
    expect(told([3, 0, 1])).toBeGreaterThan(3);
  });

  it("refuses bounds, ids and bytes that cannot be", () => {
    expect(() => createSequenceMemory({ mostOrder: 4 })).toThrow("0 to 3");
    expect(() => createSequenceMemory({ mostContexts: 0 })).toThrow("room");
    expect(() => createSequenceMemory({ backOff: 0 })).toThrow("(0, 1]");
    const memory = createSequenceMemory();
    expect(() => memory.learnOne(0.5, 1)).toThrow("whole numbers");
    memory.learnOne(1, 1);
    const bytes = encodeSequences(memory);
    expect(() => decodeSequences(bytes.slice(0, -8))).toThrow(RangeError);
    const foreign = bytes.slice();
    foreign.fill(0xff, 8, 16);
    expect(() => decodeSequences(foreign)).toThrow("layout 1");
  });
});
