import { expect, test } from "vitest";
import { isInsideAddress } from "./address-guard.ts";

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "169.254.169.254",
  "::1",
  "::",
  "fd00::1",
  "fe80::1",
  "fec0::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::127.0.0.1",
  "::ffff:0:127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::7f00:1",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "no address",
])("%s is inside: no webhook calls it", (address) => {
  expect(isInsideAddress(address)).toBe(true);
});

test.each(["8.8.8.8", "203.0.113.9", "2001:4860:4860::8888", "2606:4700::1111", "::ffff:8.8.8.8", "::ffff:808:808"])(
  "%s is outside",
  (address) => {
    expect(isInsideAddress(address)).toBe(false);
  },
);
