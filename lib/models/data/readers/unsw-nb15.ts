import type { FrameColumn, LabelledTable } from "../frame.ts";
import { TableError } from "../table-error.ts";
import type { ColumnSpec } from "./column-collector.ts";
import { readColumns } from "./read-columns.ts";

/** The header of the official training and testing sets (Moustafa & Slay 2015). */
const names =
  "id dur proto service state spkts dpkts sbytes dbytes rate sttl dttl sload dload sloss dloss sinpkt dinpkt sjit djit swin stcpb dtcpb dwin tcprtt synack ackdat smean dmean trans_depth response_body_len ct_srv_src ct_state_ttl ct_dst_ltm ct_src_dport_ltm ct_dst_sport_ltm ct_dst_src_ltm is_ftp_login ct_ftp_cmd ct_flw_http_mthd ct_src_ltm ct_srv_dst is_sm_ips_ports attack_cat label".split(
    " ",
  );
const textual: ReadonlySet<string> = new Set(["proto", "service", "state", "attack_cat"]);
const columns = names.map((name): ColumnSpec => ({ name, kind: textual.has(name) ? "category" : "number" }));

/**
 * UNSW-NB15: 42 features, the category of the attack and whether it is one; the id is left out. With a header. Many
 * rows repeat another in every feature: group them (`duplicateGroups`) before any split. TableError: see `readColumns`;
 * also a label that is neither 0 nor 1, or says something else than the category.
 */
export function readUnswNb15(text: string): LabelledTable {
  const table = readColumns(text, columns, { header: true });
  const category = table.columns.at(-2);
  const label = table.columns.at(-1);
  if (category?.kind !== "category" || label?.kind !== "number") throw new TableError({ line: 1 }, "no labels.");
  const normal = category.categories.indexOf("Normal");
  const labels = Uint8Array.from(label.values, (value, row) => {
    // Rows and lines differ by the header and one, as neither quotes nor empty lines come in these files.
    const place = { line: row + 2, column: names.length, name: "label" };
    if (value !== 0 && value !== 1) throw new TableError(place, `the label is ${value}, not 0 or 1.`);
    if ((value === 0) !== (category.codes[row] === normal)) {
      const named = category.categories[category.codes[row] ?? -1] ?? "missing";
      throw new TableError(place, `the label is ${value}, but the category is ${named}.`);
    }
    return value;
  });
  const features: readonly FrameColumn[] = table.columns.slice(1, -2);
  const family = { ...category, name: "family" };
  return { frame: { rows: table.rows, columns: features }, labels, family, type: category };
}
