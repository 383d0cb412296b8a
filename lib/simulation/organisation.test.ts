import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeCommand } from "./base64.ts";
import { accessLogText, isoSecondsText, syslogText } from "./clock-text.ts";
import { backupWindow, busyMoment, officeHours, offsetToBusyMoment, patchWindow } from "./hour-of-week.ts";
import { createOrganisation } from "./organisation.ts";
import { userRoles } from "./organisation-types.ts";

const documentation = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/;

it("is the same for a seed, with distinct names and addresses, inside private and outside documentation ranges", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 10, max: 300 }), (seed, size) => {
      const organisation = createOrganisation(seed, size);
      expect(createOrganisation(seed, size)).toEqual(organisation);
      const { users, servers, services, visitors } = organisation;
      expect(users.length).toBe(size);
      expect(new Set(users.map(({ name }) => name)).size).toBe(size);
      const inside = [...users.map(({ workstation }) => workstation.address), ...servers.map(({ address }) => address)];
      expect(new Set(inside).size).toBe(inside.length);
      for (const address of inside) expect(address).toMatch(/^(10|172\.20)\./);
      for (const address of [...visitors, ...services.flatMap(({ addresses }) => addresses)]) {
        expect(address).toMatch(documentation);
      }
      for (const { domain } of services) expect(domain).toMatch(/\.example(\.com|\.net|\.org)?$/);
      expect(new Set(users.map(({ role }) => role))).toEqual(new Set(userRoles));
    }),
    { numRuns: 20 },
  );
});

it("has a week: Tuesday at ten is busy, nights and Sundays are not, windows open when they should", () => {
  const hourMs = 3_600_000;
  expect(new Date(busyMoment).getUTCDay()).toBe(2);
  expect(officeHours(busyMoment)).toBeGreaterThan(0.9);
  expect(officeHours(busyMoment - 7 * hourMs)).toBeLessThan(0.05);
  expect(officeHours(busyMoment + 5 * 24 * hourMs)).toBeLessThan(0.1);
  expect(backupWindow(busyMoment - 8 * hourMs)).toBe(1);
  expect(backupWindow(busyMoment)).toBe(0);
  expect(patchWindow(busyMoment + 10 * hourMs)).toBe(1);
  expect(patchWindow(busyMoment + 34 * hourMs)).toBe(0);
  const now = Date.UTC(2026, 10, 22, 3);
  expect(now + offsetToBusyMoment(now)).toBe(busyMoment);
});

it("writes times and commands as products do", () => {
  const time = Date.UTC(2026, 2, 5, 8, 9, 10, 123);
  expect(syslogText(time)).toBe("Mar  5 08:09:10");
  expect(accessLogText(time)).toBe("05/Mar/2026:08:09:10 +0000");
  expect(isoSecondsText(time)).toBe("2026-03-05T08:09:10Z");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      expect(Buffer.from(encodeCommand(text), "base64").toString("utf16le")).toBe(text);
    }),
  );
});
