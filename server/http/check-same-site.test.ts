import { expect, test } from "vitest";
import { isSameOrigin } from "./check-same-site.ts";

const here = "http://127.0.0.1:3000";
const named = "https://soc.example.org";

test.each([
  { name: "the address itself", origin: here, host: "127.0.0.1:3000", open: here, ours: true },
  {
    name: "another name of this machine",
    origin: "http://localhost:3000",
    host: "localhost:3000",
    open: here,
    ours: true,
  },
  { name: "another of its addresses", origin: "http://127.8.9.1:3000", host: "127.8.9.1:3000", open: here, ours: true },
  { name: "IPv6", origin: "http://[::1]:3000", host: "[::1]:3000", open: here, ours: true },
  { name: "the port that was taken", origin: "http://127.0.0.1:3001", host: "127.0.0.1:3001", open: here, ours: true },
  { name: "another program here", origin: "http://127.0.0.1:8080", host: "127.0.0.1:3000", open: here, ours: false },
  {
    name: "a name made to point here",
    origin: "http://evil.example:3000",
    host: "evil.example:3000",
    open: here,
    ours: false,
  },
  {
    name: "a name that only looks so",
    origin: "http://127.0.0.1.evil.example",
    host: "127.0.0.1.evil.example",
    open: here,
    ours: false,
  },
  { name: "a page without an origin", origin: "null", host: "127.0.0.1:3000", open: here, ours: false },
  { name: "without a host", origin: "http://localhost:3000", host: null, open: here, ours: false },
  { name: "PUBLIC_URL", origin: named, host: "127.0.0.1:3000", open: named, ours: true },
  { name: "past PUBLIC_URL", origin: here, host: "127.0.0.1:3000", open: named, ours: false },
  {
    name: "PUBLIC_URL without TLS",
    origin: "http://soc.example.org",
    host: "soc.example.org",
    open: named,
    ours: false,
  },
])("$name: $origin at $host is ours: $ours", ({ origin, host, open, ours }) => {
  expect(isSameOrigin(origin, host, open)).toBe(ours);
});
