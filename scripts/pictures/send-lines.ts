import type { APIRequestContext } from "playwright";
import { ingestAnswerSchema } from "../../lib/contracts/events.ts";

interface Sending {
  readonly api: APIRequestContext;
  readonly url: string;
  readonly key: string;
  /** Names the replay: its times are those of its records. */
  readonly replay: string;
}

const linesARequest = 5000;

/** Sends records as `npm run replay` does; one that is refused throws. */
export async function sendLines({ api, url, key, replay }: Sending, lines: readonly string[]): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "text/plain", "x-tideline-replay": replay };
  for (let from = 0; from < lines.length; from += linesARequest) {
    const data = lines.slice(from, from + linesARequest).join("\n");
    const response = await api.post(`${url}/api/v1/events`, { headers, data });
    const answer = ingestAnswerSchema.parse(await response.json());
    if (answer.rejectedCount > 0) throw new Error(`Rejected: ${JSON.stringify(answer.rejected[0])}`);
  }
}
