import { isoSecondsText } from "../clock-text.ts";
import type { Render } from "../traffic-types.ts";

export interface CloudCall {
  readonly account: string;
  readonly user: string;
  readonly service: "ec2" | "s3" | "iam" | "sts" | "logs";
  readonly operation: string;
  readonly readOnly: boolean;
  readonly from: string;
  readonly userAgent: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly error: string | null;
}

/** A call to the cloud's interface as its trail keeps it, one record a line. */
export function cloudCalled(call: CloudCall): Render {
  return (time, identifiers) => {
    const host = `${call.service}.eu-central-1.amazonaws.com`;
    return JSON.stringify({
      eventVersion: "1.08",
      userIdentity: {
        type: "IAMUser",
        principalId: `AIDA${idOf(call.user)}`,
        arn: `arn:aws:iam::${call.account}:user/${call.user}`,
        accountId: call.account,
        accessKeyId: `AKIA${idOf(`key ${call.user}`)}`,
        userName: call.user,
      },
      eventTime: isoSecondsText(time),
      eventSource: `${call.service}.amazonaws.com`,
      eventName: call.operation,
      awsRegion: "eu-central-1",
      sourceIPAddress: call.from,
      userAgent: call.userAgent,
      errorCode: call.error ?? undefined,
      requestParameters: call.parameters,
      responseElements: null,
      requestID: identifiers.uuid(),
      eventID: identifiers.uuid(),
      readOnly: call.readOnly,
      eventType: "AwsApiCall",
      managementEvent: call.service !== "s3",
      recipientAccountId: call.account,
      eventCategory: call.service === "s3" ? "Data" : "Management",
      tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256", clientProvidedHostHeader: host },
    });
  };
}

/** Sixteen capitals and digits that stay the same for a name, in place of an id that the cloud would assign. */
function idOf(name: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let state = 7;
  let text = "";
  for (let place = 0; place < 16; place += 1) {
    state = (Math.imul(state, 31) + name.charCodeAt(place % name.length) + place) >>> 0;
    text += letters.charAt(state % 32);
  }
  return text;
}
