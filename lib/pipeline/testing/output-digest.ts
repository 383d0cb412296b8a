import { joinBytes } from "../../stats/join-bytes.ts";
import { sha256Hex } from "../../stats/sha-256.ts";
import type { ScoredBatch } from "../types.ts";

type Column = Float64Array | Float32Array | Uint32Array | Int32Array | Uint8Array;

function columnsOf(b: ScoredBatch): readonly Column[] {
  return [
    ...[b.time, b.timeAdjusted, b.margin, b.score, b.confidence, b.band],
    ...[b.thresholdVersion, b.policyVersion, b.referenceVersion, b.modelVersion, b.contributions, b.vector],
    ...[b.userHigh, b.userLow, b.hostHigh, b.hostLow, b.srcHigh, b.srcLow, b.dstHigh, b.dstLow],
  ];
}

function listsOf(b: ScoredBatch): readonly string[] {
  const findings = b.findings.map(({ row: _, ...finding }) => finding);
  const artefacts = b.artefacts.map(({ body, ...artefact }) => ({ ...artefact, body: sha256Hex(body) }));
  const blocks = b.scoreBlocks.map(({ block, body }) => ({ block, body: sha256Hex(body) }));
  const lists = [b.met, findings, b.moves, artefacts, blocks, b.deadLetters];
  return lists.map((list) => list.map((item) => JSON.stringify(item)).join("\n"));
}

/** One digest per output of the scorer over all batches, so that two runs can be compared whole, however they were cut. */
export function outputDigests(batches: readonly ScoredBatch[]): string[] {
  const columns = batches.map(columnsOf);
  const width = columns[0]?.length ?? 0;
  const bytes = Array.from({ length: width }, (_, i) =>
    joinBytes(
      columns.flatMap((all) => all.slice(i, i + 1)).map((c) => new Uint8Array(c.buffer, c.byteOffset, c.byteLength)),
    ),
  );
  const lists = batches.map(listsOf);
  const texts = (lists[0] ?? []).map((_, i) =>
    lists
      .map((all) => all[i] ?? "")
      .filter((text) => text !== "")
      .join("\n"),
  );
  return [...bytes.map(sha256Hex), ...texts];
}
