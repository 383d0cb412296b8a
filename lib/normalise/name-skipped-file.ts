/** Files that lie beside logs and are none, by their name, with what they are. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^readme(\.|$)/i, "a description"],
  [/^(licen[cs]e|notice|copying)(\.|$)/i, "a licence"],
  [/^(index|rows|manifest|metadata)\.(json|ya?ml)$/i, "an index"],
  [/_(structured|templates)\.csv(\.gz)?$/i, "a table derived from a log that lies beside it"],
  [/^\./, "a hidden file"],
  [/\.(md|txt\.sig|sha256|asc|pdf|png|jpe?g|pcapng?|py|sh|ps1)$/i, "no log"],
];

/** Why the file is not sent when a folder of logs is replayed, or null if it is taken for a log. Takes its bare name. */
export function nameSkippedFile(name: string): string | null {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
