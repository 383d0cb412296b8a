import { statusWords, verdictWords } from "../alerts/alert-text.ts";
import { stateWords } from "../responses/response-text.ts";
import { actionWords } from "../responses/response-title.ts";

/** Fields whose values have words on their own pages. */
const wordsOfField: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: stateWords,
  status: statusWords,
  verdict: verdictWords,
  action: actionWords,
};

/** A stored value as its own page says it: `state`, `awaiting_approval` is "Awaits approval"; others as they are. */
export function valueWords(path: string, value: string): string {
  const words = wordsOfField[path.slice(path.lastIndexOf(".") + 1)];
  return words !== undefined && Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

/** An actor as it fits into a column: of an instance's own maker of keys, `system:HOST:FOLDER`, the host alone. */
export function shortActor(actor: string): string {
  const host = /^system:([^:]+):./.exec(actor)?.[1];
  return host === undefined ? actor : `system on ${host}`;
}
