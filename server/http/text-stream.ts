import { z } from "zod";

const piecesOf = 32_768;

/** The next piece, and whether it is the last. */
async function makePiece(text: AsyncGenerator<string>): Promise<{ readonly piece: string; readonly done: boolean }> {
  let piece = "";
  while (piece.length < piecesOf) {
    const next = await text.next();
    if (next.done) return { piece, done: true };
    piece += next.value;
  }
  return { piece, done: false };
}

/**
 * An answer too long for memory: text that is made while it is sent, a piece in each turn. A reader that goes away ends
 * its making, and holds no turn meanwhile.
 */
export function textStream(
  text: AsyncGenerator<string>,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { piece, done } = await inTurn(() => makePiece(text));
      if (piece !== "") controller.enqueue(encoder.encode(piece));
      if (done) controller.close();
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}

/** The answer of a route that streams. */
export const streamedAnswer = z.instanceof(ReadableStream<Uint8Array>);
