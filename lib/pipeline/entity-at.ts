import { noEntity, type ScoreBlockColumns, type ScoreBlockDetail } from "./score-block-layout.ts";

const hex = (half: number | undefined) => (half ?? 0).toString(16).padStart(8, "0");

/** Id of a row's entity, 16 hexadecimal digits; null where it has none, or the block does not know. */
export function entityAt(
  { detail }: ScoreBlockColumns,
  column: keyof Pick<ScoreBlockDetail, "user" | "host" | "src" | "dst">,
  row: number,
): string | null {
  const place = detail?.[column][row] ?? noEntity;
  if (detail === null || place === noEntity) return null;
  return hex(detail.entityHigh[place]) + hex(detail.entityLow[place]);
}
