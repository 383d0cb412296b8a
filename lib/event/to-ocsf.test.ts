import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classUid, eventClasses } from "./classes.ts";
import { emptyEvent, type SecurityEvent } from "./security-event.ts";
import { toOcsf } from "./to-ocsf.ts";

const original = { text: "", format: "test" };

describe("OCSF form", () => {
  it("nests what the event names and leaves out what is missing", () => {
    const event = {
      ...emptyEvent(),
      classUid: classUid.authentication,
      activityId: 1,
      time: 5,
      user: "ada",
      srcIp: "192.0.2.1",
    };
    expect(toOcsf(event, original)).toEqual({
      class_uid: 3002,
      class_name: "Authentication",
      category_uid: 3,
      activity_id: 1,
      type_uid: 300201,
      status_id: 0,
      severity_id: 0,
      time: 5,
      count: 1,
      metadata: { version: "1.6.0", log_name: "test" },
      actor: { user: { name: "ada" } },
      src_endpoint: { ip: "192.0.2.1" },
      raw_data: "",
    });
  });

  it("keeps unknown members of the original, also hostile ones, and the text itself", () => {
    const text = '{"user":"ada","shoe_size":42,"__proto__":{"admin":true},"big":9007199254740993}';
    const ocsf = toOcsf({ ...emptyEvent(), user: "ada" }, { text, format: "json.generic" });
    expect(Object.keys(ocsf.unmapped ?? {})).toEqual(["shoe_size", "__proto__", "big"]);
    expect(ocsf.raw_data).toBe(text);
    expect({}).not.toHaveProperty("admin");
  });

  it("is plain JSON for every class and any text", () => {
    const anyEvent = fc.record({
      classUid: fc.constantFrom(...Object.keys(eventClasses).map(Number)),
      object: fc.option(fc.string(), { nil: null }),
      hash: fc.constantFrom(null, "sha256:00"),
      mailTo: fc.constantFrom(null, "a@x.example, b@x.example"),
      bytesIn: fc.constantFrom(Number.NaN, 3),
    });
    fc.assert(
      fc.property(anyEvent, fc.string(), (fields: Partial<SecurityEvent>, text) => {
        const ocsf = toOcsf({ ...emptyEvent(), ...fields }, { text, format: "f" });
        expect(JSON.parse(JSON.stringify(ocsf))).toEqual(ocsf);
      }),
    );
  });
});
