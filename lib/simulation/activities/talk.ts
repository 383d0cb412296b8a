import { drawChance, drawLognormal, drawPareto, pick } from "../../stats/draw.ts";
import type { Random } from "../../stats/random.ts";
import { serverOf } from "../find-in-organisation.ts";
import type { Service } from "../organisation-types.ts";
import { newConnection, zeekConn, zeekDns, zeekSsl } from "../records/zeek.ts";
import type { Scene } from "../traffic-types.ts";

export interface Volume {
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly durationMs: number;
}

/**
 * What one visit to a site weighs: small requests, answers with a heavy tail (index about 1.2), as measured on real
 * networks again and again: most are kilobytes, a few are most of the traffic.
 */
export function drawVisit(random: Random): Volume {
  const bytesIn = Math.min(drawPareto(random, 1_800, 1.2), 4e8);
  return {
    bytesOut: drawLognormal(random, 1_400, 0.8) + bytesIn / 90,
    bytesIn,
    durationMs: drawLognormal(random, 900, 1.1),
  };
}

/** Looks the service up, most of the time, then talks to it over TLS. */
export function talkToService(scene: Scene, delayMs: number, from: string, service: Service, volume: Volume): void {
  const { random, identifiers } = scene;
  const to = pick(random, service.addresses);
  if (drawChance(random, 0.45)) lookUp(scene, delayMs, from, service.domain, service.addresses);
  const connection = newConnection(identifiers, { from, to, toPort: 443 });
  scene.emit(
    delayMs + 30,
    "zeek.conn",
    zeekConn(connection, { protocol: "tcp", service: "ssl", state: "SF", ...volume }),
  );
  if (drawChance(random, 0.6)) scene.emit(delayMs + 60, "zeek.ssl", zeekSsl(connection, service.domain));
}

/** A question to one of the organisation's name servers. No answers: the name does not exist. */
export function lookUp(scene: Scene, delayMs: number, from: string, name: string, answers: readonly string[]): void {
  const to = serverOf(scene.organisation, scene.random, "domain-controller").address;
  const connection = newConnection(scene.identifiers, { from, to, toPort: 53 });
  scene.emit(delayMs, "zeek.dns", zeekDns(connection, name, answers));
}

/** A connection inside the organisation, without a look-up: machines know their servers. */
export function talkInside(
  scene: Scene,
  delayMs: number,
  ends: { readonly from: string; readonly to: string; readonly port: number; readonly service: string | null },
  volume: Volume,
): void {
  const connection = newConnection(scene.identifiers, { from: ends.from, to: ends.to, toPort: ends.port });
  const summary = { protocol: "tcp", service: ends.service, state: "SF", ...volume } as const;
  scene.emit(delayMs, "zeek.conn", zeekConn(connection, summary));
}
