/** A name of code as words: `originFailures10m` is "origin failures 10m", `failure-burst` "failure burst". */
export function plainName(name: string): string {
  const words = name
    .replaceAll("-", " ")
    .replace(/([a-z])([A-Z0-9])/g, "$1 $2")
    .toLowerCase();
  return words.endsWith(" ln") ? `${words.slice(0, -3)} (log)` : words;
}
