import { expect, test } from "vitest";
import { patchedSearch } from "./use-url-params.ts";

test("a patch sets, changes and takes out, and leaves the rest", () => {
  expect(patchedSearch("?stream=demo&alert=4", { alert: "5", status: "new,in_progress" })).toBe(
    "stream=demo&alert=5&status=new,in_progress",
  );
  expect(patchedSearch("?stream=demo&alert=4", { alert: null, q: "" })).toBe("stream=demo");
});
