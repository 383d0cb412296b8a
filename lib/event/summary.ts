import { classUid, familyOf, statusId } from "./classes.ts";
import type { SecurityEvent } from "./security-event.ts";

/** Longest summary, in UTF-16 units. */
export const maxSummaryLength = 160;

/** Control characters, line ends, and marks that turn the direction of text: they could disguise a list entry. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose.
const disguises = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, without state.
const disguised = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

function clip(text: string): string {
  const short = text.length > 512 ? text.slice(0, 512) : text;
  const plain = disguised.test(short) ? short.replace(disguises, " ") : short;
  return plain.length > maxSummaryLength ? `${plain.slice(0, maxSummaryLength - 1)}…` : plain;
}

/** ` word value`, or nothing where the value is missing. */
function part(word: string, value: string | null): string {
  return value === null ? "" : ` ${word} ${value}`;
}

function outcome(event: SecurityEvent): string {
  if (event.statusId === statusId.success) return "";
  if (event.resultCode !== null) return ` (${event.resultCode})`;
  return event.statusId === statusId.failure ? " (failed)" : "";
}

function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  if (value < 1_000_000) return `${Math.round(value / 100) / 10} kB`;
  return value < 1e9 ? `${Math.round(value / 1e5) / 10} MB` : `${Math.round(value / 1e8) / 10} GB`;
}

function endpoint(ip: string | null, port: number, name: string | null): string {
  const where = name ?? ip ?? "?";
  if (Number.isNaN(port)) return where;
  return name === null && ip?.includes(":") ? `[${ip}]:${port}` : `${where}:${port}`;
}

function endpoints(event: SecurityEvent): string {
  return `${endpoint(event.srcIp, event.srcPort, null)} -> ${endpoint(event.dstIp, event.dstPort, event.dstName)}`;
}

function network(event: SecurityEvent): string {
  if (event.classUid === classUid.smb && event.object !== null) return fileActivity(event);
  const isSpoken = event.classUid === classUid.ssh && event.message !== null;
  if (isSpoken || (event.srcIp === null && event.dstIp === null)) return general(event);
  const by = event.process === null ? "" : `${event.process}: `;
  const out = Number.isNaN(event.bytesOut) ? "" : `, ${bytes(event.bytesOut)} out`;
  const back = Number.isNaN(event.bytesIn) ? "" : `, ${bytes(event.bytesIn)} in`;
  const state = event.resultCode === null ? "" : `, ${event.resultCode}`;
  return `${by}${endpoints(event)}${part("", event.protocol).replace("  ", " ")}${out}${back}${state}`;
}

function authentication(event: SecurityEvent): string {
  const who = event.targetUser ?? event.user;
  const by = event.targetUser !== null && event.user !== null && event.user !== who ? part("by", event.user) : "";
  return `${event.action ?? "Authentication"}${part("for", who)}${by}${part("from", event.srcIp ?? event.dstName)}${part("on", event.host)}${outcome(event)}`;
}

function processActivity(event: SecurityEvent): string {
  const does = event.action ?? "Process activity";
  const where = `${part("by", event.user)}${part("on", event.host)}`;
  if (event.commandLine !== null) return `${does}: ${event.commandLine}${where}`;
  const target = event.object === null ? "" : ` -> ${event.object}`;
  return `${does}: ${event.process ?? "?"}${target}${where}`;
}

function fileActivity(event: SecurityEvent): string {
  return `${event.action ?? "File activity"}: ${event.object ?? "?"}${part("by", event.process ?? event.user)}${part("from", event.srcIp)}${part("on", event.host)}${outcome(event)}`;
}

function dns(event: SecurityEvent): string {
  const who = event.srcIp ?? event.process ?? event.host ?? "?";
  return `${who} asked for ${event.dnsQuery ?? "?"}${event.action === null || event.action.includes(" ") ? "" : ` (${event.action})`}${part("=", event.resultCode)}`;
}

function http(event: SecurityEvent): string {
  if (event.url === null) return general(event);
  const who = event.srcIp === null ? "" : `${event.srcIp} `;
  return `${who}${event.action ?? "requested"}${part("", event.dstName).replace("  ", " ")} ${event.url ?? "?"}${part("=", event.resultCode)}`;
}

function email(event: SecurityEvent): string {
  const verdict = event.action === null ? "" : ` (${event.action})`;
  return `Mail from ${event.mailFrom ?? "?"} to ${event.mailTo ?? "?"}${part("about", event.subject)}${verdict}${part("with", event.attachment)}`;
}

function cloud(event: SecurityEvent): string {
  const call = `${event.cloudService === null ? "" : `${event.cloudService} `}${event.action ?? "call"}`;
  return `${call}${part("by", event.user)}${part("from", event.srcIp ?? event.dstName)}${part("on", event.object)}${outcome(event)}`;
}

function finding(event: SecurityEvent): string {
  const where = event.srcIp === null && event.dstIp === null ? part("on", event.host) : `: ${endpoints(event)}`;
  return `${event.findingTitle ?? "Finding"}${where}`;
}

/** For classes with few common fields the source's own sentence says most. */
function general(event: SecurityEvent): string {
  if (event.message !== null) {
    const origin = event.srcIp === null || event.message.includes(event.srcIp) ? "" : part("from", event.srcIp);
    return `${event.process === null ? "" : `${event.process}: `}${event.message}${origin}`;
  }
  return `${event.action ?? "Event"}${part("on", event.object)}${part("by", event.user)}${part("on", event.host)}${outcome(event)}`;
}

const writers = {
  network,
  authentication,
  process: processActivity,
  file: fileActivity,
  dns,
  http,
  email,
  cloud,
  finding,
  system: general,
} as const;

/** One plain line for lists, at most `maxSummaryLength` units, free of control characters. */
export function summarise(event: SecurityEvent): string {
  return clip(writers[familyOf(event.classUid)](event));
}
