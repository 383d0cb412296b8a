import { randomUUID } from "node:crypto";
import { classUid, statusId } from "../../lib/event/classes.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../realtime/append-push.ts";

interface NotedLoosening {
  readonly stream: number;
  /** Asked for, or in force from now on. */
  readonly operation: "loosening.ask" | "loosening.apply";
  /** What was loosened: `policy:main`, `protected:10.0.0.0/8`. */
  readonly subject: string;
  readonly message: string;
  /** Whose change it is: the event is about this person, whoever approved it. */
  readonly author: string;
  readonly actor: Actor;
}

/** OCSF: API Activity, Update; severity Medium. */
const updateActivity = 3;
const mediumSeverity = 3;

/**
 * Letting more through is an event of the stream like any other: it is scored, shown, and found by whoever looks for it.
 * Written in the transaction of the change; `send-own-events.ts` brings it to the log.
 */
export async function noteLoosening(run: RunStatement, noted: NotedLoosening): Promise<void> {
  const { stream, operation, subject, message, author, actor } = noted;
  const body = {
    class_uid: classUid.api,
    activity_id: updateActivity,
    severity_id: mediumSeverity,
    status_id: statusId.success,
    // By it the log takes the event once, however often it is sent.
    metadata: { uid: `tideline-${randomUUID()}`, product: { name: "Tideline" } },
    actor: { user: { name: author } },
    api: { operation, service: { name: "tideline" } },
    resources: [{ name: subject }],
    ...(actor.address === null ? {} : { src_endpoint: { ip: actor.address } }),
    message,
  };
  await run(
    `INSERT INTO own_event (stream, body) VALUES ($1::smallint,
      $2::jsonb || jsonb_build_object('time', floor(extract(epoch FROM clock_timestamp()) * 1000)))`,
    [stream, JSON.stringify(body).replaceAll("\\u0000", "\\ufffd")],
  );
  await run("SELECT pg_notify('tideline_own_events', '')::text", []);
}
