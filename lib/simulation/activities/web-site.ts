import { drawChance, drawGeometric, drawLognormal, drawPareto, pick, pickByRank } from "../../stats/draw.ts";
import { serverOf } from "../find-in-organisation.ts";
import { publicHours } from "../hour-of-week.ts";
import { webRequested } from "../records/apache.ts";
import { type Signature, signatureMatched } from "../records/suricata.ts";
import { newConnection, zeekConn, zeekHttp } from "../records/zeek.ts";
import type { Activity, Scene } from "../traffic-types.ts";

const pages = [
  "/",
  "/services",
  "/berths",
  "/prices",
  "/contact",
  "/news",
  "/news/tide-tables",
  "/jobs",
  "/assets/site.css",
  "/assets/site.js",
  "/assets/quay.jpg",
  "/search?q=berth",
] as const;
const probes = [
  "/wp-login.php",
  "/.env",
  "/admin/",
  "/phpmyadmin/index.php",
  "/.git/config",
  "/cgi-bin/test.cgi",
] as const;
const browserAgents = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
  "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
] as const;

const probeSignature: Signature = {
  id: 9_000_012,
  text: "LOCAL WEB Request for a file that scanners look for",
  category: "Attempted Information Leak",
  severity: 3,
};

/** The public reads the web site; clients ask for a page and what belongs to it. */
export const webVisits: Activity = (organisation) => [
  {
    name: "web-visits",
    perHour: 1.6 * organisation.users.length,
    shape: publicHours,
    recordsEach: 6,
    happen(scene) {
      const from = pickByRank(scene.random, organisation.visitors);
      const agent = pick(scene.random, browserAgents);
      const requests = drawGeometric(scene.random, 3);
      let delayMs = 0;
      for (let request = 0; request < requests; request += 1) {
        requestPage(scene, delayMs, {
          from,
          agent,
          path: pickByRank(scene.random, pages),
          status: drawChance(scene.random, 0.02) ? 404 : 200,
        });
        delayMs += drawLognormal(scene.random, 2_500, 1.2);
      }
    },
  },
];

/** Scanners look for well-known weak spots, a few requests each; the detection system notices some. */
export const webNoise: Activity = (organisation) => [
  {
    name: "web-noise",
    perHour: 14,
    shape: publicHours,
    recordsEach: 7,
    happen(scene) {
      const { random, identifiers } = scene;
      const from = pick(random, organisation.visitors);
      const requests = drawGeometric(random, 3);
      for (let request = 0; request < requests; request += 1) {
        requestPage(scene, request * 700, {
          from,
          agent: "Mozilla/5.0 zgrab/0.x",
          path: pick(random, probes),
          status: 404,
        });
      }
      if (drawChance(random, 0.3)) {
        const to = serverOf(organisation, random, "web").address;
        const connection = newConnection(identifiers, { from, to, toPort: 80 });
        scene.emit(90, "suricata", signatureMatched(connection, probeSignature, "http"));
      }
    },
  },
];

interface PageRequest {
  readonly from: string;
  readonly agent: string;
  readonly path: string;
  readonly status: 200 | 404;
}

function requestPage(scene: Scene, delayMs: number, request: PageRequest): void {
  const { random, organisation, identifiers } = scene;
  const { from, agent: userAgent, path, status } = request;
  const bytes = status === 404 ? 196 : Math.min(drawPareto(random, 2_400, 1.3), 2e7);
  const to = serverOf(organisation, random, "web").address;
  const connection = newConnection(identifiers, { from, to, toPort: 80 });
  const summary = {
    protocol: "tcp",
    service: "http",
    state: "SF",
    bytesOut: 480,
    bytesIn: bytes + 300,
    durationMs: drawLognormal(random, 120, 0.8),
  } as const;
  scene.emit(delayMs, "zeek.conn", zeekConn(connection, summary));
  scene.emit(
    delayMs + 12,
    "zeek.http",
    zeekHttp(connection, {
      method: "GET",
      host: `www.${organisation.domain}`,
      uri: path,
      userAgent,
      status,
      requestBytes: 0,
      responseBytes: bytes,
      mimeType: "text/html",
    }),
  );
  scene.emit(
    delayMs + 14,
    "apache",
    webRequested({ from, method: "GET", path, status, bytes, referer: "-", userAgent }),
  );
}
