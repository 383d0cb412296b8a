import { z } from "zod";

const piecesOf = 32_768;

/** An answer too long for memory: text that is made while it is sent. A reader that goes away ends its making. */
export function textStream(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let piece = "";
      while (piece.length < piecesOf) {
        const next = await text.next();
        if (next.done) {
          if (piece !== "") controller.enqueue(encoder.encode(piece));
          controller.close();
          return;
        }
        piece += next.value;
      }
      controller.enqueue(encoder.encode(piece));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}

/** The answer of a route that streams. */
export const streamedAnswer = z.instanceof(ReadableStream<Uint8Array>);
