import { describe, expect, it } from "vitest";
import { drawExponential, drawLognormal } from "../../stats/draw.ts";
import { createRandom, type Random } from "../../stats/random.ts";
import {
  admit,
  type Candidate,
  type Capacity,
  type CapacityState,
  closeWindow,
  idleCapacity,
  orderByValue,
} from "./analyst-capacity.ts";

const capacity: Capacity = { minutesPerHour: 600, windowsPerHour: 30, step: 0.1 };

function drawCandidate(random: Random): Candidate {
  const probability = Math.min(1, drawExponential(random, 0.1));
  return {
    probability,
    missCost: drawLognormal(random, 200, 0.5),
    falseAlarmCost: 2,
    minutes: drawLognormal(random, 4, 0.4),
  };
}

interface Hour {
  minutes: number;
  suppressed: number;
  captured: number;
  best: number;
}

function runHour(start: CapacityState, random: Random, perWindow: number): { hour: Hour; state: CapacityState } {
  const hour = { minutes: 0, suppressed: 0, captured: 0, best: 0 };
  const all: Candidate[] = [];
  let state = start;
  for (let window = 0; window < capacity.windowsPerHour; window += 1) {
    for (let i = 0; i < perWindow; i += 1) {
      const candidate = drawCandidate(random);
      all.push(candidate);
      const answer = admit(state, candidate, capacity);
      state = answer.state;
      if (answer.verdict === "suppressedByCapacity") hour.suppressed += 1;
      if (answer.verdict !== "alert") continue;
      hour.minutes += candidate.minutes;
      hour.captured += candidate.probability * candidate.missCost;
    }
    state = closeWindow(state, capacity);
  }
  hour.best = offlineOptimum(all, capacity.minutesPerHour);
  return { hour, state };
}

/** Loss that the greedy order catches in as many minutes, knowing the whole hour. */
function offlineOptimum(all: readonly Candidate[], minutes: number): number {
  let left = minutes;
  let sum = 0;
  for (const place of orderByValue(all)) {
    const candidate = all[place];
    if (candidate === undefined || left <= 0) break;
    const part = Math.min(1, left / candidate.minutes);
    sum += part * candidate.probability * candidate.missCost;
    left -= candidate.minutes;
  }
  return sum;
}

describe("the price of an analyst's minute", () => {
  it("keeps hourly minutes within 10 % of the budget, at 95 % of the loss that knowing the hour would catch", () => {
    const random = createRandom("capacity");
    let state = idleCapacity;
    let captured = 0;
    let best = 0;
    for (let i = 0; i < 60; i += 1) {
      const found = runHour(state, random, 48);
      state = found.state;
      if (i < 12) continue;
      expect(found.hour.minutes).toBeGreaterThan(0.9 * capacity.minutesPerHour);
      expect(found.hour.minutes).toBeLessThanOrEqual(1.1 * capacity.minutesPerHour);
      captured += found.hour.captured;
      best += found.hour.best;
    }
    expect(captured / best).toBeGreaterThan(0.95);
  });

  it("never passes 1.2 of the budget in a flood ten times as large, says what was suppressed, and comes back", () => {
    const random = createRandom("flood");
    let state = idleCapacity;
    for (let i = 0; i < 12; i += 1) state = runHour(state, random, 48).state;
    const quiet = state.price;
    const first = runHour(state, random, 480);
    expect(first.hour.minutes).toBeLessThanOrEqual(1.2 * capacity.minutesPerHour);
    expect(first.hour.suppressed).toBeGreaterThan(0);
    state = first.state;
    for (let i = 0; i < 5; i += 1) state = runHour(state, random, 480).state;
    expect(state.price).toBeGreaterThan(quiet);
    for (let i = 0; i < 12; i += 1) state = runHour(state, random, 48).state;
    expect(runHour(state, random, 48).hour.minutes).toBeGreaterThan(0.85 * capacity.minutesPerHour);
  });

  it("asks for nothing that costs more than it saves, however much room there is", () => {
    const poor: Candidate = { probability: 0.01, missCost: 100, falseAlarmCost: 2, minutes: 5 };
    expect(admit(idleCapacity, poor, capacity)).toEqual({ verdict: "notWorthItsMinutes", state: idleCapacity });
    const rich = { ...poor, probability: 0.5, minutes: 10 };
    expect(orderByValue([poor, rich, { ...rich, minutes: 5 }])).toEqual([2, 1, 0]);
  });
});
