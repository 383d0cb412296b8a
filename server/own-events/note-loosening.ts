import { randomUUID } from "node:crypto";
import { classUid, severityId, statusId } from "../../lib/event/classes.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";

interface NotedLoosening {
  readonly stream: number;
  /** Asked for, or in force from now on. */
  readonly operation: "loosening.ask" | "loosening.apply";
  /** What was loosened: `policy:main`, `protected:10.0.0.0/8`. */
  readonly subject: string;
  /** The same in words, for the title of the alert; left out where the subject says it. */
  readonly what?: string;
  readonly message: string;
  /** Whose change it is: the event is about this person, whoever approved it. */
  readonly author: string;
  readonly actor: Actor;
}

/** OCSF: Detection Finding, Create. */
const createActivity = 1;

/**
 * Letting more through is a finding of the stream like any other that a source states: scored by the severity it states,
 * shown, and found by whoever looks for that person. High, so that it reaches notify under the thresholds of a first start;
 * medium in the demonstration, where it is what people are to try out. Written in the transaction of the change;
 * `send-own-events.ts` brings it to the log. It is charged to whose change it is, not to an address: of what is approved that
 * would be the approver's.
 */
export async function noteLoosening(run: RunStatement, noted: NotedLoosening): Promise<void> {
  const { stream, operation, subject, what = subject, message, author, actor } = noted;
  const from = actor.address === null ? "" : ` (${actor.name}, from ${actor.address})`;
  const body = {
    class_uid: classUid.finding,
    activity_id: createActivity,
    severity_id: stream === streamNumbers.demo ? severityId.medium : severityId.high,
    status_id: statusId.success,
    // By it the log takes the event once, however often it is sent.
    metadata: { uid: `tideline-${randomUUID()}`, product: { name: "Tideline" } },
    finding_info: { title: `Lets more through: ${what}` },
    actor: { user: { name: author } },
    api: { operation, service: { name: "tideline" } },
    resources: [{ name: subject }],
    message: `${message}${from}`,
  };
  await run(
    `INSERT INTO own_event (stream, body) VALUES ($1::smallint,
      $2::jsonb || jsonb_build_object('time', floor(extract(epoch FROM clock_timestamp()) * 1000)))`,
    [stream, JSON.stringify(body).replaceAll("\\u0000", "\\ufffd")],
  );
  await run("SELECT pg_notify('tideline_own_events', '')::text", []);
}
