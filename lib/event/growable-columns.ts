import type { EventColumns } from "./columns.ts";

/** The arrays of EventColumns at full capacity, written row by row. */
export type ColumnArrays = Omit<EventColumns, "length" | "strings">;

/** Empty arrays for `capacity` rows. */
export function newColumns(capacity: number): ColumnArrays {
  const doubles = () => new Float64Array(capacity);
  const floats = () => new Float32Array(capacity);
  const texts = () => new Uint32Array(capacity);
  const integers = () => new Int32Array(capacity);
  const octets = () => new Uint8Array(capacity);
  return {
    time: doubles(),
    received: doubles(),
    source: integers(),
    replay: texts(),
    classUid: integers(),
    activityId: octets(),
    statusId: octets(),
    severityId: octets(),
    count: new Uint16Array(capacity),
    user: texts(),
    targetUser: texts(),
    host: texts(),
    src: texts(),
    dst: texts(),
    dstName: texts(),
    process: texts(),
    parentProcess: texts(),
    action: texts(),
    object: texts(),
    resultCode: texts(),
    technique: texts(),
    findingTitle: texts(),
    summary: texts(),
    srcPort: integers(),
    dstPort: integers(),
    bytesIn: doubles(),
    bytesOut: doubles(),
    durationMs: doubles(),
    textLength: floats(),
    textEntropy: floats(),
    textDigits: floats(),
    textUpper: floats(),
    textSymbols: floats(),
    recordIdHigh: texts(),
    recordIdLow: texts(),
    rawOffset: texts(),
    rawLength: texts(),
    format: texts(),
  };
}

/** The arrays in one fixed order, widest elements first: the layout of a block on disk, see `block-codec.ts`. */
export function columnList(c: ColumnArrays) {
  return [
    ...[c.time, c.received, c.bytesIn, c.bytesOut, c.durationMs],
    ...[c.source, c.replay, c.classUid, c.srcPort, c.dstPort],
    ...[c.user, c.targetUser, c.host, c.src, c.dst, c.dstName, c.process, c.parentProcess],
    ...[c.action, c.object, c.resultCode, c.technique, c.findingTitle, c.summary, c.format],
    ...[c.textLength, c.textEntropy, c.textDigits, c.textUpper, c.textSymbols],
    ...[c.recordIdHigh, c.recordIdLow, c.rawOffset, c.rawLength],
    c.count,
    ...[c.activityId, c.statusId, c.severityId],
  ] as const;
}

/** Twice the room, same rows. */
export function growColumns(columns: ColumnArrays): ColumnArrays {
  const grown = newColumns(columns.time.length * 2);
  const from = columnList(columns);
  for (const [i, array] of columnList(grown).entries()) array.set(from[i] ?? []);
  return grown;
}

/** The first `length` rows, without copying. */
export function viewColumns(c: ColumnArrays, length: number, strings: readonly string[]): EventColumns {
  return {
    length,
    strings,
    time: c.time.subarray(0, length),
    received: c.received.subarray(0, length),
    source: c.source.subarray(0, length),
    replay: c.replay.subarray(0, length),
    classUid: c.classUid.subarray(0, length),
    activityId: c.activityId.subarray(0, length),
    statusId: c.statusId.subarray(0, length),
    severityId: c.severityId.subarray(0, length),
    count: c.count.subarray(0, length),
    user: c.user.subarray(0, length),
    targetUser: c.targetUser.subarray(0, length),
    host: c.host.subarray(0, length),
    src: c.src.subarray(0, length),
    dst: c.dst.subarray(0, length),
    dstName: c.dstName.subarray(0, length),
    process: c.process.subarray(0, length),
    parentProcess: c.parentProcess.subarray(0, length),
    action: c.action.subarray(0, length),
    object: c.object.subarray(0, length),
    resultCode: c.resultCode.subarray(0, length),
    technique: c.technique.subarray(0, length),
    findingTitle: c.findingTitle.subarray(0, length),
    summary: c.summary.subarray(0, length),
    srcPort: c.srcPort.subarray(0, length),
    dstPort: c.dstPort.subarray(0, length),
    bytesIn: c.bytesIn.subarray(0, length),
    bytesOut: c.bytesOut.subarray(0, length),
    durationMs: c.durationMs.subarray(0, length),
    textLength: c.textLength.subarray(0, length),
    textEntropy: c.textEntropy.subarray(0, length),
    textDigits: c.textDigits.subarray(0, length),
    textUpper: c.textUpper.subarray(0, length),
    textSymbols: c.textSymbols.subarray(0, length),
    recordIdHigh: c.recordIdHigh.subarray(0, length),
    recordIdLow: c.recordIdLow.subarray(0, length),
    rawOffset: c.rawOffset.subarray(0, length),
    rawLength: c.rawLength.subarray(0, length),
    format: c.format.subarray(0, length),
  };
}
