import { expect, test } from "vitest";
import { webhookAddressFacts } from "./webhook-address.ts";

test.each([
  ["https://hooks.example.org/tideline", { plainHttp: false, inside: false }],
  ["http://hooks.example.org", { plainHttp: true, inside: false }],
  ["https://127.0.0.1:8443/hook", { plainHttp: false, inside: true }],
  ["HTTP://10.1.2.3", { plainHttp: true, inside: true }],
  ["https://192.0.2.7/hook", { plainHttp: false, inside: false }],
  ["https://172.32.0.1", { plainHttp: false, inside: false }],
  ["https://[::1]:8443/hook", { plainHttp: false, inside: true }],
  ["https://[::ffff:192.168.0.1]/", { plainHttp: false, inside: true }],
  ["https://[2001:db8::1]/", { plainHttp: false, inside: false }],
  ["https://soar/hook", { plainHttp: false, inside: true }],
  ["https://soar.corp.internal?x=a.b", { plainHttp: false, inside: true }],
  ["https://localhost:3000", { plainHttp: false, inside: true }],
  ["https://", null],
  ["hooks.example.org", null],
])("%s", (text, facts) => {
  expect(webhookAddressFacts(text)).toEqual(facts);
});
