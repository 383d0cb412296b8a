import { statusId } from "../../event/classes.ts";

const activityByMethod: ReadonlyMap<string, number> = new Map([
  ["CONNECT", 1],
  ["DELETE", 2],
  ["GET", 3],
  ["HEAD", 4],
  ["OPTIONS", 5],
  ["POST", 6],
  ["PUT", 7],
  ["TRACE", 8],
]);

/** OCSF activity_id of an HTTP method; 99 (other) for one it does not list. */
export function httpActivity(method: string | null): number {
  return method === null ? 0 : (activityByMethod.get(method.toUpperCase()) ?? 99);
}

/** OCSF status of an HTTP status code. */
export function httpStatus(code: string | null): number {
  const value = code === null ? Number.NaN : Number(code);
  if (value >= 400 && value < 600) return statusId.failure;
  return value >= 100 && value < 400 ? statusId.success : statusId.unknown;
}
