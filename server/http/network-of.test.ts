import { expect, test } from "vitest";
import { networkOf } from "./network-of.ts";

test("all addresses of one IPv6 network count as one, and IPv4 addresses each", () => {
  expect(networkOf("2001:db8:1:2::1")).toBe(networkOf("2001:db8:1:2:ffff:ffff:ffff:ffff"));
  expect(networkOf("2001:db8:1:2::1")).not.toBe(networkOf("2001:db8:1:3::1"));
  expect(networkOf("198.51.100.7")).not.toBe(networkOf("198.51.100.8"));
  expect(networkOf("unknown")).toBe("unknown");
});
