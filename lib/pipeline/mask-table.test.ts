import fc from "fast-check";
import { expect, it } from "vitest";
import { MaskTable } from "./mask-table.ts";

const half = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffff_ffff }));

it("gives back every mask that it was given, and 0 for all other ids", () => {
  const entries = fc.uniqueArray(fc.tuple(half, half, fc.integer({ min: 1, max: 2 ** 30 })), {
    maxLength: 300,
    selector: ([high, low]) => `${high} ${low}`,
  });
  fc.assert(
    fc.property(entries, half, half, (known, high, low) => {
      const table = new MaskTable();
      for (const [h, l, mask] of known) table.set(h, l, mask);
      expect(known.map(([h, l]) => table.get(h, l))).toEqual(known.map(([, , mask]) => mask));
      const expected = known.find(([h, l]) => h === high && l === low)?.[2] ?? 0;
      expect(table.get(high, low)).toBe(expected);
    }),
  );
});
