import { expect, test } from "vitest";
import { pushMessageSchema } from "../components/realtime/push-message.ts";
import { pushBodies, pushRooms } from "../lib/contracts/live.ts";
import { outboxMessageSchema } from "../server/realtime/outbox-message.ts";

interface Kinds {
  readonly options: readonly { readonly shape: { readonly kind: { readonly value: string } } }[];
}

const kindsOf = ({ options }: Kinds) => options.map(({ shape }) => shape.kind.value).sort();

test("every kind of push message has a room, and is understood by the publisher and by the browser", () => {
  const known = Object.keys(pushBodies).sort();
  expect(Object.keys(pushRooms).sort()).toEqual(known);
  expect(kindsOf(outboxMessageSchema)).toEqual(known);
  expect(kindsOf(pushMessageSchema)).toEqual(known);
});
