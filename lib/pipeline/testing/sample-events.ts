import { classUid, statusId } from "../../event/classes.ts";
import type { EventColumns } from "../../event/columns.ts";
import { createColumnsBuilder } from "../../event/columns-builder.ts";
import { emptyEvent, type SecurityEvent } from "../../event/security-event.ts";
import { drawExponential, drawLognormal } from "../../stats/draw.ts";
import { createRandom, type Random } from "../../stats/random.ts";

export const startMs = Date.UTC(2026, 0, 5, 8);

const users = Array.from({ length: 60 }, (_, i) => `user${i}`);
const hosts = Array.from({ length: 50 }, (_, i) => `host${i}`);
const sites = Array.from({ length: 40 }, (_, i) => `site${i}.example`);
const programs = ["explorer.exe", "browser.exe", "mail.exe", "editor.exe", "shell.exe"].map(
  (name) => `C:\\apps\\${name}`,
);

function address(i: number): string {
  return `10.0.0.${i}`;
}

function connection(random: Random, event: SecurityEvent, who: number): void {
  event.classUid = classUid.network;
  event.srcIp = address(who);
  event.dstName = sites[(who * 5 + Math.floor(random.fraction() * 6)) % sites.length] ?? null;
  event.dstPort = 443;
  event.bytesOut = Math.floor(drawLognormal(random, 900, 1));
  event.bytesIn = Math.floor(drawLognormal(random, 9000, 1.5));
  event.host = "sensor";
}

function signIn(random: Random, event: SecurityEvent, who: number): void {
  event.classUid = classUid.authentication;
  event.statusId = random.fraction() < 0.05 ? statusId.failure : statusId.success;
  event.user = users[who] ?? null;
  event.host = hosts[who] ?? null;
  event.srcIp = address(who);
}

function processStart(random: Random, event: SecurityEvent, who: number): void {
  event.classUid = classUid.process;
  event.user = users[who] ?? null;
  event.host = hosts[who] ?? null;
  event.parentProcess = programs[0] ?? null;
  event.process = programs[Math.floor(random.fraction() ** 2 * programs.length)] ?? null;
  event.commandLine = `${event.process} --page ${Math.floor(random.fraction() * 1000)}`;
}

/** Ordinary traffic of fifty people: connections, sign-ins and process starts, `perSecond` on average. */
export function ordinaryEvents(seed: string, count: number, perSecond = 5): SecurityEvent[] {
  const random = createRandom(seed);
  let time = startMs;
  return Array.from({ length: count }, () => {
    time += drawExponential(random, 1000 / perSecond);
    const event = emptyEvent();
    event.time = Math.floor(time);
    const who = Math.floor(random.fraction() * hosts.length);
    const kind = random.fraction();
    (kind < 0.4 ? connection : kind < 0.7 ? signIn : processStart)(random, event, who);
    return event;
  });
}

/** Events as columns of one live source (or of one replay), received 50 ms after they happened. */
export function columnsFrom(events: readonly SecurityEvent[], replay = ""): EventColumns {
  const builder = createColumnsBuilder(events.length);
  for (const event of events) {
    const received = Number.isNaN(event.time) ? startMs : event.time + 50;
    builder.add(event, { received, source: 1, replay, rawOffset: 0, rawLength: 0, format: "test" });
  }
  return builder.build();
}

/** A failed or successful sign-in. */
export function signInEvent(time: number, source: string, user: string, failed: boolean): SecurityEvent {
  const status = failed ? statusId.failure : statusId.success;
  return {
    ...emptyEvent(),
    classUid: classUid.authentication,
    statusId: status,
    time,
    srcIp: source,
    user,
    host: "gate",
  };
}
