import { expect, test } from "vitest";
import { pushMessageSchema } from "../../components/realtime/push-message.ts";
import { pushBodies, pushRooms } from "../../lib/contracts/live.ts";
import { outboxMessageSchema } from "./outbox-message.ts";

const known = Object.keys(pushBodies).sort();
const kindsOf = (schema: {
  readonly options: readonly { readonly shape: { readonly kind: { readonly value: string } } }[];
}) => schema.options.map(({ shape }) => shape.kind.value).sort();

test("every kind of message has a room, and is understood by the publisher and by the browser", () => {
  expect(Object.keys(pushRooms).sort()).toEqual(known);
  expect(kindsOf(outboxMessageSchema)).toEqual(known);
  expect(kindsOf(pushMessageSchema)).toEqual(known);
});
