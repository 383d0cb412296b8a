import type { CategoryColumn, Frame, LabelledTable } from "../frame.ts";
import { TableError } from "../table-error.ts";
import { CategoryCollector, type ColumnSpec } from "./column-collector.ts";
import { readColumns } from "./read-columns.ts";

/** Names in the order of the file (Tavallaee et al. 2009). The last two say what the row is, and are no features. */
const names =
  "duration protocol_type service flag src_bytes dst_bytes land wrong_fragment urgent hot num_failed_logins logged_in num_compromised root_shell su_attempted num_root num_file_creations num_shells num_access_files num_outbound_cmds is_host_login is_guest_login count srv_count serror_rate srv_serror_rate rerror_rate srv_rerror_rate same_srv_rate diff_srv_rate srv_diff_host_rate dst_host_count dst_host_srv_count dst_host_same_srv_rate dst_host_diff_srv_rate dst_host_same_src_port_rate dst_host_srv_diff_host_rate dst_host_serror_rate dst_host_srv_serror_rate dst_host_rerror_rate dst_host_srv_rerror_rate label difficulty".split(
    " ",
  );
const textual: ReadonlySet<string> = new Set(["protocol_type", "service", "flag", "label"]);
const columns = names.map((name): ColumnSpec => ({ name, kind: textual.has(name) ? "category" : "number" }));
const featureColumns = names.length - 2;

const families: Readonly<Record<string, string>> = {
  normal: "normal",
  ...family("dos", "back land neptune pod smurf teardrop apache2 udpstorm processtable mailbomb worm"),
  ...family("probe", "satan ipsweep nmap portsweep mscan saint"),
  ...family(
    "r2l",
    "guess_passwd ftp_write imap phf multihop warezmaster warezclient spy xlock xsnoop snmpguess snmpgetattack httptunnel sendmail named",
  ),
  ...family("u2r", "buffer_overflow loadmodule rootkit perl sqlattack xterm ps"),
};

function family(name: string, attacks: string): Record<string, string> {
  return Object.fromEntries(attacks.split(" ").map((attack) => [attack, name]));
}

/**
 * NSL-KDD: 41 features, the attack's name and a difficulty that is left out, since it was made from the answers of
 * other models. No header. TableError: see `readColumns`; also an attack that is not known.
 */
export function readNslKdd(text: string): LabelledTable {
  const table = readColumns(text, columns);
  const type = table.columns[featureColumns];
  if (type?.kind !== "category") throw new TableError({ line: 1 }, "the label is missing.");
  const frame: Frame = { rows: table.rows, columns: table.columns.slice(0, featureColumns) };
  const family = familyOf(type);
  const normal = family.categories.indexOf("normal");
  return { frame, labels: Uint8Array.from(family.codes, (code) => Number(code !== normal)), family, type };
}

function familyOf(type: CategoryColumn): CategoryColumn {
  const collector = new CategoryCollector("family", type.codes.length);
  for (const [row, code] of type.codes.entries()) {
    const attack = type.categories[code] ?? "";
    const name = families[attack];
    if (name === undefined) {
      const place = { line: row + 1, column: featureColumns + 1, name: "label" };
      throw new TableError(place, `"${attack}" is no attack of NSL-KDD.`);
    }
    collector.add(name, row);
  }
  return collector.finish(type.codes.length);
}
