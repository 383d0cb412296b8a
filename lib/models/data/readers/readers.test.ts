import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame } from "../frame.ts";
import { TableError } from "../table-error.ts";
import { readCsic2010 } from "./csic-2010.ts";
import { delimitedRecords } from "./delimited-records.ts";
import { readNslKdd } from "./nsl-kdd.ts";
import { readCsv } from "./read-csv.ts";
import { readNdjson } from "./read-ndjson.ts";
import { readUnswNb15 } from "./unsw-nb15.ts";

function recordsOf(text: string): (readonly string[])[] {
  const records: (readonly string[])[] = [];
  delimitedRecords(text, ",", (cells) => records.push(cells));
  return records;
}

/** A column as a list: numbers as they are, names instead of codes. */
function list(frame: Frame, name: string): (number | string)[] {
  const column = frame.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  if (column.kind === "number") return [...column.values];
  return [...column.codes].map((code) => column.categories[code] ?? "missing");
}

function failure(call: () => unknown): TableError {
  try {
    call();
  } catch (error) {
    if (error instanceof TableError) return error;
  }
  throw new Error("no TableError was thrown");
}

describe("delimited text", () => {
  it("comes back as it was written, whatever the cells hold", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "1", ",", '"', "\n", "\r\n", " ", "ü") });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n"), fc.boolean(), (rows, end, marked) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((cells) => cells.map(quote).join(",")).join(end);
        expect(recordsOf(`${marked ? "\uFEFF" : ""}${text}${end}`)).toEqual(rows);
      }),
    );
  });

  it("takes cells without quotes as they are, and passes over empty lines", () => {
    expect(recordsOf('a,b c,\r\n\n1,"x,y",3\n')).toEqual([
      ["a", "b c", ""],
      ["1", "x,y", "3"],
    ]);
  });

  it("says where a quote goes wrong", () => {
    expect(failure(() => recordsOf('a,b\n1,"open')).message).toBe("Line 2, column 2: a quoted cell is never closed.");
    expect(failure(() => recordsOf('"a"b,c')).message).toContain("text follows the closing quote");
  });
});

describe("readCsv", () => {
  it("finds out which columns are numbers, and what is missing", () => {
    const frame = readCsv("bytes,host,code\n10,web,1\n?,db,x\n2e3,web,\n");
    expect(list(frame, "bytes")).toEqual([10, Number.NaN, 2000]);
    expect(list(frame, "host")).toEqual(["web", "db", "web"]);
    expect(list(frame, "code")).toEqual(["1", "x", "missing"]);
  });

  it("takes a column for what it is said to be", () => {
    expect(list(readCsv("port\n80\n443\n", { kinds: { port: "category" } }), "port")).toEqual(["80", "443"]);
    const place = failure(() => readCsv("a;port\n1;80\n2;0x1F\n", { separator: ";", kinds: { port: "number" } }));
    expect(place.message).toBe('Line 3, column 2 (port): "0x1F" is no number.');
    expect(place.place).toEqual({ line: 3, column: 2, name: "port" });
  });

  it.each([
    ["a,b\n1,2\n1,2,3\n", "Line 3: 3 columns, 2 are expected."],
    ["a,\n1,2\n", "Line 1, column 2: the column has no name."],
    ["a,a\n1,2\n", 'Line 1, column 2: the name "a" comes twice.'],
    ["a,b\n", "Line 1: the table has no rows."],
    ["", "Line 1: the table has no header."],
  ])("refuses %j", (text, message) => expect(failure(() => readCsv(text)).message).toBe(message));
});

describe("readNdjson", () => {
  it("makes columns of fields, nested ones too", () => {
    const frame = readNdjson('{"user":{"name":"ann"},"bytes":5,"ok":true}\n\n{"bytes":null,"ok":false,"tags":["a"]}\n');
    expect(frame.columns.map((column) => column.name)).toEqual(["user.name", "bytes", "ok", "tags"]);
    expect(list(frame, "user.name")).toEqual(["ann", "missing"]);
    expect(list(frame, "bytes")).toEqual([5, Number.NaN]);
    expect(list(frame, "ok")).toEqual([1, 0]);
    expect(list(frame, "tags")).toEqual(["missing", '["a"]']);
  });

  it("names the line that is no JSON object", () => {
    expect(failure(() => readNdjson('{"a":1}\n{"a":\n')).message).toBe("Line 2, column 6: the JSON ends too early.");
    expect(failure(() => readNdjson('{"a":1}\n\n{"a":yes}\n')).message).toBe(
      'Line 3, column 6: "yes}" is no JSON there.',
    );
    expect(failure(() => readNdjson('{"a":1}\n[1]\n')).message).toBe('Line 2: "[1]" is no JSON object.');
    expect(failure(() => readNdjson("\n")).message).toBe("Line 1: the table has no rows.");
  });
});

const kddRow = (label: string, bytes = "491") => `0,tcp,http,SF,${bytes},${"0,".repeat(36)}${label},20`;

describe("readNslKdd", () => {
  it("gives 41 features, and attack, family and type beside them", () => {
    const table = readNslKdd(`${kddRow("normal")}\n${kddRow("neptune")}\n${kddRow("ps")}\n`);
    expect(table.frame.columns.length).toBe(41);
    expect(list(table.frame, "src_bytes")).toEqual([491, 491, 491]);
    expect(list(table.frame, "service")).toEqual(["http", "http", "http"]);
    expect([...table.labels]).toEqual([0, 1, 1]);
    expect(list({ rows: 3, columns: [table.family] }, "family")).toEqual(["normal", "dos", "u2r"]);
    expect(table.type.categories).toEqual(["normal", "neptune", "ps"]);
    expect(table.frame.columns.some((column) => column.name === "difficulty")).toBe(false);
  });

  it("says what is wrong with a row", () => {
    const text = (row: string) => `${kddRow("normal")}\n${row}\n`;
    const message = (row: string) => failure(() => readNslKdd(text(row))).message;
    expect(message(kddRow("normal", "many"))).toBe('Line 2, column 5 (src_bytes): "many" is no number.');
    expect(message(kddRow("gremlin"))).toBe('Line 2, column 42 (label): "gremlin" is no attack of NSL-KDD.');
    expect(message("0,tcp")).toBe("Line 2: 2 columns, 43 are expected.");
  });
});

describe("readUnswNb15", () => {
  const header =
    "id,dur,proto,service,state,spkts,dpkts,sbytes,dbytes,rate,sttl,dttl,sload,dload,sloss,dloss,sinpkt,dinpkt,sjit,djit,swin,stcpb,dtcpb,dwin,tcprtt,synack,ackdat,smean,dmean,trans_depth,response_body_len,ct_srv_src,ct_state_ttl,ct_dst_ltm,ct_src_dport_ltm,ct_dst_sport_ltm,ct_dst_src_ltm,is_ftp_login,ct_ftp_cmd,ct_flw_http_mthd,ct_src_ltm,ct_srv_dst,is_sm_ips_ports,attack_cat,label";
  const row = (category: string, label: string) => `1,0.5,udp,-,INT,${"2,".repeat(38)}${category},${label}`;

  it("gives 42 features and the attack's category", () => {
    const table = readUnswNb15(`\uFEFF${header}\r\n${row("Normal", "0")}\r\n${row("Fuzzers", "1")}\r\n`);
    expect(table.frame.columns.length).toBe(42);
    expect(table.frame.columns.some((column) => column.name === "id")).toBe(false);
    expect(list(table.frame, "service")).toEqual(["-", "-"]);
    expect([...table.labels]).toEqual([0, 1]);
    expect(table.family.categories).toEqual(["Normal", "Fuzzers"]);
  });

  it("refuses another header and labels that disagree", () => {
    const message = (text: string) => failure(() => readUnswNb15(text)).message;
    expect(message(`${header.replace("dur", "time")}\n${row("Normal", "0")}\n`)).toBe(
      'Line 1, column 2: the column is called "time", expected "dur".',
    );
    expect(message(`${header}\n${row("Normal", "1")}\n`)).toContain("the label is 1, but the category is Normal");
    expect(message(`${header}\n${row("Fuzzers", "2")}\n`)).toContain("the label is 2, not 0 or 1");
  });
});

describe("readCsic2010", () => {
  it("tells a forged request from a usual one by what it counts", () => {
    const normal = "get http://localhost:8080/shop/add.jsp?id=2&name=ham\npost http://localhost:8080/shop/index.jsp\n";
    const anomalous = "get http://localhost:8080/shop/add.jsp?id=2&name=';+drop+table+users;+select+*+from+t--\n";
    const { frame, labels } = readCsic2010(normal, anomalous);
    expect([...labels]).toEqual([0, 0, 1]);
    expect(list(frame, "method")).toEqual(["get", "post", "get"]);
    expect(list(frame, "page")).toEqual(["/shop/add.jsp", "/shop/index.jsp", "/shop/add.jsp"]);
    expect(list(frame, "parameters")).toEqual(["id&name", "none", "id&name"]);
    expect(list(frame, "databaseWords")).toEqual([0, 0, 4]);
    expect(list(frame, "quotes")).toEqual([0, 0, 1]);
    expect(list(frame, "comments")).toEqual([0, 0, 1]);
    expect(frame.columns.every((column) => column.kind === "category" || !column.values.some(Number.isNaN))).toBe(true);
  });

  it("names the line that is no request", () => {
    expect(failure(() => readCsic2010("get /a\nnonsense\n", "")).message).toBe(
      'Line 2 (normal): "nonsense" is no request.',
    );
  });
});
