/** Leading verbs of operation names, by what they do (OCSF API activities: 1 create, 2 read, 3 update, 4 delete). */
const verbs: readonly (readonly [number, readonly string[]])[] = [
  [2, ["Get", "List", "Describe", "Head", "Lookup", "Search", "Query", "Scan", "Download", "View", "Check", "Test"]],
  [1, ["Create", "Run", "Put", "Add", "Upload", "Register", "Request", "Generate", "Import", "Launch", "New"]],
  [4, ["Delete", "Remove", "Terminate", "Deregister", "Revoke", "Detach", "HardDelete", "SoftDelete"]],
  [3, ["Update", "Modify", "Set", "Attach", "Enable", "Disable", "Start", "Stop", "Change", "Reset", "Move", "Tag"]],
];

const verbOf = new Map(verbs.flatMap(([activity, names]) => names.map((name): [string, number] => [name, activity])));

/** First word of `GetBucketAcl`, `Update application` or `MailItemsAccessed`. */
function firstWord(operation: string): string {
  return /^[A-Z]?[a-z]+/.exec(operation)?.[0] ?? "";
}

/** OCSF activity_id of an operation of a cloud interface, told by its verb; 99 (other) where that says nothing. */
export function callActivity(operation: string | null): number {
  if (operation === null) return 0;
  if (/(Accessed|Viewed|Downloaded|Previewed)$/.test(operation)) return 2;
  return verbOf.get(firstWord(operation)) ?? 99;
}
