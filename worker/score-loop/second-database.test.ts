import { afterEach, expect, it } from "vitest";
import { createMix } from "../../lib/simulation/mix.ts";
import { textFormats } from "../../lib/simulation/traffic-types.ts";
import { type IngestForTest, startIngestForTest } from "../../testing/ingest.ts";
import { eventually, startLoop } from "../../testing/scoring-world.ts";

const recordCount = 6_000;
const running: IngestForTest[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

/** A file as a forwarder would have kept it: an hour of JSON records of many kinds, one a line. */
function makeFile(): string[] {
  const mix = createMix({ seed: "file", entities: 1_000, firstSerial: 1_700_000_000_000_000 });
  const startMs = Date.UTC(2026, 4, 4, 9);
  const lines: string[] = [];
  while (lines.length < recordCount) {
    const record = mix.next();
    const bytes = Buffer.alloc(record.room);
    const end = record.write(startMs + lines.length * 600, bytes, 0);
    if (!textFormats.has(record.format)) lines.push(bytes.toString("latin1", 0, end));
  }
  return lines;
}

/** Everything that follows from the records, without when they were received. */
const digestSql = `SELECT encode(sha256(string_agg(record_send(e), ''::bytea ORDER BY id)), 'hex') AS digest FROM (
  SELECT id, time, time_adjusted, class_uid, activity_id, status_id, severity_id, user_id, host_id, src_id, dst_id,
    margin, score, confidence, band, policy_version, threshold_version, reference_version, model_version, summary
  FROM event WHERE stream = 1) e`;

/** Replays the file in requests of the given sizes, in turn, and returns what the scores come to. */
async function replayInto(lines: readonly string[], sizes: readonly number[]): Promise<string> {
  const into = await startIngestForTest();
  running.push(into);
  const loop = startLoop(into.database.url);
  for (let at = 0, turn = 0; at < lines.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const body = lines.slice(at, at + size).join("\n");
    const answer = await into.send(body, { headers: { "x-tideline-replay": "file" } });
    expect(answer.status).toBe(202);
    at += size;
  }
  const scored = () => into.pool.query("SELECT 1 FROM log_position WHERE stream = 1 AND position = $1", [lines.length]);
  await eventually(async () => ((await scored()).rowCount === 1 ? true : null));
  await loop.stop();
  const { rows } = await into.pool.query<{ digest: string }>(digestSql);
  return String(rows[0]?.digest);
}

it("gives the same scores to the same file in another database, however its requests are cut", {
  timeout: 120_000,
}, async () => {
  const lines = makeFile();
  const digest = await replayInto(lines, [500]);
  expect(await replayInto(lines, [7, 1, 260, 33])).toBe(digest);
  // The digest sees what it should: one record less is another log.
  expect(await replayInto(lines.slice(1), [500])).not.toBe(digest);
});
