import { type TreeModel, writeTreeModel } from "../../lib/models/artefact/tree-model-codec.ts";

/** Whether two models are the same to the bit. */
export function isSame(left: TreeModel, right: TreeModel): boolean {
  return (
    Buffer.compare(writeTreeModel({ model: left, card: null }), writeTreeModel({ model: right, card: null })) === 0
  );
}
