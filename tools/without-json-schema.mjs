// How the part of Zod that describes schemas as JSON Schema comes to browsers: by its names alone. Only the server describes
// itself (server/http/openapi.ts), but every schema refers to that part, so no bundler leaves it out by itself.

/**
 * Gives every function that the module exports a body that says it was left out. Called by the bundler; see next.config.js.
 * @param {string} source
 */
export default function withoutJsonSchema(source) {
  const declared = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = ""]) => name);
  const renamed = [...source.matchAll(/^export \{ \w+ as (\w+) \};/gm)].map(([, name = ""]) => name);
  return [
    'const leftOut = () => { throw new Error("What browsers get of Zod describes no schema"); };',
    "const later = () => leftOut;",
    // What only makes a method is called for every schema that is asked for its standard form.
    ...declared.map((name) => `export const ${name} = ${name.startsWith("create") ? "later" : "leftOut"};`),
    ...renamed.map((name) => `export { leftOut as ${name} };`),
  ].join("\n");
}
