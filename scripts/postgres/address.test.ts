import { expect, it } from "vitest";
import { canHoldSocket, connectionString } from "./address.ts";

const login = { role: "tideline", password: "p@ss/word", database: "tideline" };

it("writes addresses for sockets and ports", () => {
  expect(connectionString({ kind: "socket", folder: "/srv/a b/socket", port: 5432 }, login)).toBe(
    "postgresql://tideline:p%40ss%2Fword@localhost:5432/tideline?host=%2Fsrv%2Fa+b%2Fsocket",
  );
  expect(connectionString({ kind: "tcp", port: 6000 }, login)).toBe(
    "postgresql://tideline:p%40ss%2Fword@127.0.0.1:6000/tideline",
  );
});

it.skipIf(process.platform === "win32")("knows how long the path of a socket may be", () => {
  expect(canHoldSocket("/srv/tideline/.data/socket")).toBe(true);
  expect(canHoldSocket(`/${"x".repeat(100)}`)).toBe(false);
});
