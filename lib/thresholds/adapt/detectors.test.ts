import { describe, expect, it } from "vitest";
import { drawExponential, drawNormal } from "../../stats/draw.ts";
import { createRandom, type Random } from "../../stats/random.ts";
import { addToAdaptiveWindow, startAdaptiveWindow, windowMean } from "./adaptive-window.ts";
import { startEwmaChart, startPageHinkley, stepEwmaChart, stepPageHinkley } from "./change-detectors.ts";
import { controlThreshold, saturationFor, startControl, stepControl } from "./conformal-control.ts";
import { spotThreshold, startSpot, stepSpot } from "./spot.ts";

const tails: readonly (readonly [string, (random: Random) => number])[] = [
  ["exponential", (random) => drawExponential(random, 1)],
  ["normal", drawNormal],
  ["heavy", (random) => (1 - random.fraction()) ** -0.3],
  ["bounded", (random) => 1 - (1 - random.fraction()) ** 0.5],
];

describe("peaks over a threshold", () => {
  it.each(tails)(
    "a %s tail passes the threshold half to twice as often as asked, over a million draws",
    (_, drawOne) => {
      const risk = 1e-3;
      const random = createRandom("tail");
      const state = startSpot(
        Array.from({ length: 20_000 }, () => drawOne(random)),
        { risk },
      );
      const threshold = spotThreshold(state);
      let above = 0;
      for (let i = 0; i < 1_000_000; i += 1) if (drawOne(random) > threshold) above += 1;
      expect(above).toBeGreaterThan(500);
      expect(above).toBeLessThan(2000);
    },
  );

  it("keep a bounded store, and restore the same future", () => {
    const random = createRandom("store");
    const values = Array.from({ length: 3000 }, () => drawExponential(random, 1));
    const state = startSpot(values.slice(0, 1000), { risk: 1e-4, mostPeaks: 25, depth: 10 });
    for (const value of values.slice(1000, 2000)) stepSpot(state, value);
    const restored: typeof state = JSON.parse(JSON.stringify(state));
    for (const value of values.slice(2000)) expect(stepSpot(restored, value)).toEqual(stepSpot(state, value));
    expect(restored.peaks).toHaveLength(25);
    expect(() => startSpot([1, 1, 1], { risk: 1e-3 })).toThrow("no value above");
  });
});

describe("conformal control", () => {
  it("holds the flagged share over any sequence, a jump included, and says where time of day is forecast", () => {
    const random = createRandom("control");
    const integral = { gain: 1, saturation: saturationFor(20_000, 0.01) };
    let state = startControl({ target: 0.05, gain: 0.05, integral, from: 0 });
    let flagged = 0;
    for (let i = 0; i < 20_000; i += 1) {
      const above = drawNormal(random) + (i > 5000 ? 4 : 0) > controlThreshold(state);
      if (above) flagged += 1;
      state = stepControl(state, above);
    }
    // (b + gain) / (gain T), with scores below 8.
    expect(Math.abs(flagged / 20_000 - 0.05)).toBeLessThan(8.05 / (0.05 * 20_000));
    expect(controlThreshold(state, 3)).toBeCloseTo(controlThreshold(state) + 3, 9);
  });
});

describe("an adaptive window", () => {
  it("forgets what was before a change, and keeps everything while there is none", () => {
    const random = createRandom("window");
    const window = startAdaptiveWindow();
    const add = (count: number, rate: number) =>
      Array.from({ length: count }, () => addToAdaptiveWindow(window, Number(random.fraction() < rate))).filter(Boolean)
        .length;
    expect(add(5000, 0.1)).toBe(0);
    expect(add(2000, 0.4)).toBeGreaterThan(0);
    expect(windowMean(window)).toBeCloseTo(0.4, 1);
    expect(window.rows.flat().length).toBeLessThan(80);
    expect(windowMean(startAdaptiveWindow())).toBeNaN();
  });
});

describe("charts of change", () => {
  it("notice a risen mean, and stay silent before", () => {
    const random = createRandom("charts");
    let hinkley = startPageHinkley(0.2, 15);
    let chart = startEwmaChart({ mean: 0, deviation: 1, weight: 0.1, width: 4 });
    const noticed = { hinkley: -1, chart: -1 };
    for (let i = 0; i < 2000; i += 1) {
      const value = drawNormal(random) + (i >= 1000 ? 1.5 : 0);
      const first = stepPageHinkley(hinkley, value);
      const second = stepEwmaChart(chart, value);
      hinkley = first.state;
      chart = second.state;
      if (first.changed && noticed.hinkley < 0) noticed.hinkley = i;
      if (second.outside && noticed.chart < 0) noticed.chart = i;
    }
    for (const at of Object.values(noticed)) {
      expect(at).toBeGreaterThan(999);
      expect(at).toBeLessThan(1050);
    }
  });
});
