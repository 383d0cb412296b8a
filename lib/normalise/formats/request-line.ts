import { classUid } from "../../event/classes.ts";
import type { LineFormat } from "../format.ts";
import { httpActivity } from "./http-method.ts";

const methods = ["get", "post", "put", "head", "delete", "options", "patch", "trace", "connect", "propfind"] as const;

/** Length of the method that begins the line, followed by a space and a URL or path; 0 if there is none. */
function methodLength(line: string): number {
  const space = line.indexOf(" ");
  if (space < 3 || space > 8) return 0;
  const next = line.charCodeAt(space + 1);
  const isTarget =
    next === 47 || next === 42 || line.startsWith("http", space + 1) || line.startsWith("HTTP", space + 1);
  if (!isTarget) return 0;
  const word = line.slice(0, space).toLowerCase();
  return methods.some((method) => method === word) ? space : 0;
}

/** Host of an absolute URL, without user and port. */
function hostOf(url: string): string | null {
  return /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url)?.[1] || null;
}

/** A bare request line, `METHOD url [HTTP/x]`, as in the CSIC 2010 set. It has no time and no client. */
export const requestLine: LineFormat = {
  name: "request-line",
  needs: "a request line: a method, a space, and a URL or path",
  recognise: (line) => methodLength(line) > 0,
  read(line, event) {
    const length = methodLength(line);
    const target = line.slice(length + 1);
    const url = target.replace(/ HTTP\/\d(\.\d)?$/, "");
    event.classUid = classUid.http;
    event.action = line.slice(0, length).toUpperCase();
    event.activityId = httpActivity(event.action);
    event.url = url;
    event.dstName = hostOf(url);
    event.protocol = "http";
    return null;
  },
};
