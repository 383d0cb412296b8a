import { z } from "zod";
import { scoreOfMargin } from "../../../lib/stats/margin.ts";
import { appendAudit } from "../../audit/append-audit.ts";
import type { Actor } from "../../audit/write-audit.ts";
import type { RunStatement } from "../../db/run-statement.ts";
import { streamName } from "../../db/stream-number.ts";
import { noteLoosening } from "../../own-events/note-loosening.ts";
import { askGuard } from "../../thresholds/ask-guard.ts";
import type { Applier } from "../applier.ts";
import type { RequestRecord } from "../request-record.ts";

/** What the guard itself asked for, a move that a person wants back, or one by hand. */
const payloadSchema = z.union([
  z.object({ guard: z.number().int(), number: z.number().int(), from: z.number(), to: z.number() }),
  z.object({
    rollBack: z.object({
      ...{ guard: z.number().int(), version: z.number().int(), to: z.number(), anchor: z.number().nullable() },
      ...{ actor: z.string(), reason: z.string() },
    }),
  }),
  z.object({
    byHand: z.object({ guard: z.number().int(), to: z.number(), actor: z.string(), reason: z.string() }),
  }),
]);
type Payload = z.infer<typeof payloadSchema>;

const wantedIn = (payload: Payload) =>
  "rollBack" in payload ? payload.rollBack : "byHand" in payload ? payload.byHand : payload;

const kindOf = (payload: Payload) => ("rollBack" in payload ? "rollBack" : "byHand" in payload ? "byHand" : "decision");

/** The two who approved; where the wait stood in for one, it is named. */
async function namesOf(run: RunStatement, { id }: RequestRecord, actor: Actor): Promise<[string, string]> {
  const { rows } = await run(
    `SELECT user_name FROM change_request_decision WHERE request_id = $1::bigint AND decision = 'approve' ORDER BY user_name`,
    [id],
  );
  const names = [...rows.map(({ user_name }) => String(user_name)), actor.name, "the wait"];
  const [first = "", second = ""] = [...new Set(names)];
  return [first, second];
}

const wishSchema = z.object({ number: z.number().int() });
const openedSchema = z.object({ offset: z.number() });
const standingSchema = z.object({ position: z.number(), request: z.object({ id: z.number().int() }).nullable() });

/**
 * Whether the guard has given the wish up since: after 7 days of its stream's time, which on a replay are quicker over than
 * those of the request. A view that is older than the wish cannot know of it.
 */
function hasLapsed({ payload, evidence }: RequestRecord, view: unknown): boolean {
  const [wish, opened, standing] = [
    wishSchema.safeParse(payload),
    openedSchema.safeParse(evidence),
    standingSchema.safeParse(view),
  ];
  if (!wish.success || !opened.success || !standing.success) return false;
  return standing.data.position > opened.data.offset && standing.data.request?.id !== wish.data.number;
}

/** Adaptation lowers notify by as much in a day; beyond that another rise would be approved than was seen. */
const mostBelowSeen = 0.12;
const seenSchema = z.object({ from: z.number() });

/** Whether notify stands so much lower than where whoever asked for its rise saw it; a wish of the guard is absolute. */
async function isOvertaken(run: RunStatement, { stream, payload, evidence }: RequestRecord): Promise<boolean> {
  const seen = seenSchema.safeParse(evidence);
  if (wishSchema.safeParse(payload).success || !seen.success) return false;
  const { rows } = await run(
    "SELECT notify FROM threshold_change WHERE stream = $1::smallint ORDER BY version DESC LIMIT 1",
    [stream],
  );
  const notify = rows[0]?.notify;
  return typeof notify === "number" && notify < seen.data.from - mostBelowSeen;
}

interface NotedMove {
  readonly payload: Payload;
  readonly to: number;
  readonly actor: Actor;
}

/** A guard may wish to go down as well; what people have to ask for goes up. */
async function noteIfUp(run: RunStatement, request: RequestRecord, { payload, to, actor }: NotedMove): Promise<void> {
  if ("number" in payload && payload.to <= payload.from) return;
  const { stream, title, requestedName } = request;
  await noteLoosening(run, {
    stream,
    operation: "loosening.apply",
    subject: `threshold:${streamName(stream)}`,
    message: `notify goes to ${scoreOfMargin(to).toFixed(1)}: ${title}`,
    author: requestedName,
    actor,
  });
}

/** The move past the guard goes to scoring, which takes it up at an offset; one of a guard that has ended does not. */
export const applyThresholdGuard: Applier = async (run, request, actor) => {
  const payload = payloadSchema.parse(request.payload);
  const { stream } = request;
  const { guard, to } = wantedIn(payload);
  const { rows } = await run("SELECT body FROM guard_view WHERE stream = $1::smallint AND guard = $2::int", [
    stream,
    guard,
  ]);
  if (rows.length === 0) return { ok: false, outcome: "The guard that it is for has ended: its policy was replaced." };
  if (hasLapsed(request, rows[0]?.body)) {
    return { ok: false, outcome: "The guard asks for it no longer: its wish lapsed, and notify stays where it is." };
  }
  if (await isOvertaken(run, request)) {
    return { ok: false, outcome: "notify was lowered since it was asked for: ask again from where it stands." };
  }
  const done =
    "number" in payload
      ? { guard, number: payload.number, approved: true, by: await namesOf(run, request, actor) }
      : { ...wantedIn(payload), byTwo: true };
  const kind = kindOf(payload);
  await askGuard(run, { stream, kind, request: done, actor: actor.name });
  await appendAudit(run, {
    actor,
    action: `threshold.${kind}`,
    resource: `changeRequest:${request.id}`,
    outcome: "success",
    after: done,
  });
  await noteIfUp(run, request, { payload, to, actor });
  return { ok: true, outcome: `notify goes to ${scoreOfMargin(to).toFixed(1)}.`, done, pushes: [] };
};
