import { expect, it } from "vitest";
import { hidePassword } from "./log.ts";

it("hides the password of a connection string, and nothing else", () => {
  expect(hidePassword("cannot reach postgresql://tideline:s3cr%40t@127.0.0.1:5432/tideline?host=/run now")).toBe(
    "cannot reach postgresql://tideline:***@127.0.0.1:5432/tideline?host=/run now",
  );
  expect(hidePassword("https://soc.example:3000/a@b")).toBe("https://soc.example:3000/a@b");
});
