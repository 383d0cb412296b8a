import type { ModelCard } from "../../lib/contracts/model-card.ts";

/** A model in a chart of one or two: its name, and the card that its curve is drawn from. */
export interface CardLine {
  readonly name: string;
  readonly card: ModelCard;
}
