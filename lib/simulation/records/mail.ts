import { isoText } from "../clock-text.ts";
import type { Render } from "../traffic-types.ts";

export interface Attachment {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

export interface MailMessage {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly attachments: readonly Attachment[];
  readonly verdict: "delivered" | "quarantined" | "rejected";
  readonly clientAddress: string;
  readonly size: number;
}

/** A message as the mail gateway reports it: one JSON object a message, in a schema of our own (docs/SIMULATION). */
export function mailReported(mail: MailMessage): Render {
  return (time) =>
    JSON.stringify({
      timestamp: isoText(time),
      event: "message",
      message_id: mail.messageId,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      attachments: mail.attachments,
      verdict: mail.verdict,
      client_ip: mail.clientAddress,
      size: Math.round(mail.size),
    });
}
