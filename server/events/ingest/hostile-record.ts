/** Pieces that have broken parsers, databases and terminals. */
const pieces: readonly (readonly number[] | string)[] = [
  "\u0000",
  "\\u0000",
  "\\ud800",
  [0xed, 0xa0, 0x80],
  [0xff, 0xfe],
  [0xe9],
  "9007199254740993",
  "1e999",
  "-0",
  "NaN",
  '"a":1,"a":2',
  '"__proto__":{"admin":true}',
  '"constructor":{"prototype":{}}',
  "'; DROP TABLE event; --",
  "\u001b[2J\u001b[31m",
  "\u202e\u2066",
  "<script>alert(1)</script>",
  "%s%n%x",
  "[".repeat(200),
  `${'{"a":'.repeat(100)}1${"}".repeat(100)}`,
  "9999-12-31T23:59:60Z",
  "0000-00-00T00:00:00Z",
  "x".repeat(2_000),
];

function bytesOf(piece: readonly number[] | string): Buffer {
  return typeof piece === "string" ? Buffer.from(piece) : Buffer.from(piece);
}

/** The hostile record of a number: always the same bytes, and no line break in them. For tests and bench/hostile.ts. */
export function hostileRecord(number: number): Buffer {
  const piece = bytesOf(pieces[number % pieces.length] ?? "");
  const other = bytesOf(pieces[(number * 7 + 3) % pieces.length] ?? "");
  const uid = number % 5 === 0 ? "C0" : `C${number}`;
  const open = `{"ts":${number % 11 === 0 ? "253402300799" : "1700000000.5"},"uid":"${uid}","id.orig_h":"10.0.0.1","id.orig_p":1,"id.resp_h":"10.0.0.2","id.resp_p":2,"proto":"tcp","conn_state":"SF"`;
  switch (number % 6) {
    case 0:
      return Buffer.concat([Buffer.from(`${open},"note":"`), piece, Buffer.from(`"}`)]);
    case 1:
      return Buffer.concat([Buffer.from(`${open},`), piece, Buffer.from(',"n":'), other, Buffer.from("}")]);
    case 2:
      return Buffer.concat([Buffer.from("Nov 22 10:00:00 host sshd[1]: Failed password for "), piece, other]);
    case 3:
      return Buffer.concat([piece, other]);
    case 4:
      return Buffer.from(`${open},"n":${number}}`);
    default:
      return Buffer.concat([Buffer.from(open), other]);
  }
}
