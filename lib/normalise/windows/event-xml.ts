import type { JsonRecord } from "../json-record.ts";

const entities: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
  ["&amp;", "&"],
]);

function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:lt|gt|quot|apos|amp|#\d{1,7});/g, (found) => {
    const code = found.startsWith("&#") ? Number.parseInt(found.slice(2), 10) : Number.NaN;
    return code <= 0x10ffff ? String.fromCodePoint(code) : (entities.get(found) ?? found);
  });
}

/** Most `<Data>` elements that are read of one event. */
const mostData = 500;

/** `<Data Name="Image">…</Data>` elements as a record of texts; own properties only, whatever they are called. */
export function dataElements(xml: string): JsonRecord {
  const entries: [string, string][] = [];
  let at = xml.indexOf('<Data Name="');
  while (at >= 0 && entries.length < mostData) {
    const nameEnd = xml.indexOf('"', at + 12);
    const open = xml.indexOf(">", nameEnd);
    if (nameEnd < 0 || open < 0) break;
    const isEmpty = xml.charCodeAt(open - 1) === 47;
    const close = isEmpty ? open : xml.indexOf("</Data>", open);
    if (close < 0) break;
    entries.push([xml.slice(at + 12, nameEnd), isEmpty ? "" : unescapeXml(xml.slice(open + 1, close))]);
    at = xml.indexOf('<Data Name="', close);
  }
  return Object.fromEntries(entries);
}

/** Text of the first `<name>…</name>`; null if there is none. */
export function element(xml: string, name: string): string | null {
  const at = xml.indexOf(`<${name}>`);
  if (at < 0) return null;
  const end = xml.indexOf(`</${name}>`, at);
  return end < 0 ? null : unescapeXml(xml.slice(at + name.length + 2, end));
}

/** Value of the first `name="…"` or `name='…'`; null if there is none. */
export function attribute(xml: string, name: string): string | null {
  const found = new RegExp(`\\b${name}=["']([^"']{0,200})["']`).exec(xml)?.[1];
  return found ?? null;
}
