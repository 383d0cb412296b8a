import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { startWebhookReceiver } from "../../../testing/webhook-receiver.ts";
import { openSecret, sealSecret } from "../executor-secret.ts";
import { isInsideAddress } from "./address-guard.ts";
import { type Posted, postJson } from "./post-json.ts";
import { createWebhook } from "./webhook.ts";

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}/`;
}
const post = (url: string, allowInside = true, timeoutMs = 2_000): Promise<Posted> =>
  postJson({ url, headers: {}, body: "{}", timeoutMs, allowInside });

describe("where a webhook may go", () => {
  test.each([
    ["127.0.0.1", true],
    ["10.1.2.3", true],
    ["172.31.255.255", true],
    ["172.32.0.1", false],
    ["192.168.0.1", true],
    ["169.254.169.254", true],
    ["100.64.0.1", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["fd00::1", true],
    ["fe80::1", true],
    ["2606:4700::1111", false],
    ["93.184.216.34", false],
    ["not an address", true],
  ])("%s inside: %s", (address, inside) => {
    expect(isInsideAddress(address)).toBe(inside);
  });

  test("inside is refused by address, by odd spellings of it and by name, before anything is sent", async () => {
    let heard = 0;
    const url = await serve((_request, response) => {
      heard += 1;
      response.end("{}");
    });
    const port = new URL(url).port;
    const spellings = [
      "127.0.0.1",
      "127.1",
      "0x7f.0.0.1",
      "2130706433",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "localhost",
      "0.0.0.0",
    ];
    for (const host of spellings) {
      expect([host, (await post(`http://${host}:${port}/`, false)).kind]).toEqual([host, "not_sent"]);
    }
    expect(heard).toBe(0);
    expect(await post(url)).toMatchObject({ kind: "answered", status: 200 });
    expect(heard).toBe(1);
  });
});

describe("what the other side does", () => {
  test("no redirect is followed", async () => {
    let elsewhere = 0;
    const target = await serve((_request, response) => {
      elsewhere += 1;
      response.end();
    });
    const url = await serve((_request, response) => response.writeHead(302, { location: target }).end());
    expect(await post(url)).toMatchObject({ kind: "answered", status: 302 });
    expect(elsewhere).toBe(0);
  });

  test("an answer without end or without beginning is no answer; a closed port was never reached", async () => {
    const endless = await serve((_request, response) => {
      response.writeHead(200);
      const more = () => response.write("x".repeat(16_384), () => setImmediate(more));
      more();
    });
    expect(await post(endless)).toEqual({ kind: "no_answer", detail: "the answer is too long" });
    const silent = await serve(() => undefined);
    expect(await post(silent, true, 200)).toEqual({ kind: "no_answer", detail: "no answer in time" });
    const slow = await serve((_request, response) => void response.writeHead(200).write("{"));
    expect((await post(slow, true, 200)).kind).toBe("no_answer");
    const gone = await serve((request) => void request.socket.destroy());
    expect((await post(gone)).kind).toBe("no_answer");
    expect((await post("http://127.0.0.1:9/")).kind).toBe("not_sent");
  });

  test("a test call is signed; with another secret the receiver refuses it, and that is said", async () => {
    const receiver = await startWebhookReceiver();
    closing.push(() => receiver.close());
    const { url, secret } = receiver;
    const good = createWebhook({ url, secret, idempotent: false, allowInside: true });
    expect(await good.test()).toEqual({ ok: true, detail: "Answered 200" });
    const other = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const bad = createWebhook({ url, secret: other, idempotent: false, allowInside: true });
    expect(await bad.test()).toEqual({ ok: false, detail: "Answered 401" });
    expect(receiver.badSignatures).toBe(1);
  });
});

test("a secret opens with the key it was sealed with and no other, and no two seals are alike", () => {
  const sealed = sealSecret("whsec_abc", "one secret of the installation");
  expect(openSecret(sealed, "one secret of the installation")).toBe("whsec_abc");
  expect(openSecret(sealed, "another secret altogether")).toBeNull();
  expect(sealSecret("whsec_abc", "one secret of the installation").equals(sealed)).toBe(false);
  expect(sealed.includes("whsec_abc")).toBe(false);
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  expect(openSecret(sealed, "one secret of the installation")).toBeNull();
});
