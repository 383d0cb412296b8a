import type { Connection, Submittable } from "pg";

/** A message of the wire protocol without the bytes that belong into it. */
function messageHead(type: string, contentLength: number): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeUInt32BE(4 + contentLength, 1);
  return head;
}

/**
 * Statements of which the last is a COPY FROM STDIN, with its data. All of it is sent at once, without waiting for the
 * server to ask for the data: the event loop may compute the next batch meanwhile. Should a statement before the data
 * fail, the server skips the data and answers with that error.
 */
export function createCopyQuery(sql: string, data: Buffer, done: (error: Error | null) => void) {
  const query: Submittable & Record<string, unknown> = {
    text: sql,
    // pg wraps this one with its own timeout.
    callback: done,
    submit(connection: Connection) {
      connection.query(sql);
      connection.stream.cork();
      connection.stream.write(messageHead("d", data.length));
      connection.stream.write(data);
      connection.stream.write(messageHead("c", 0));
      connection.stream.uncork();
    },
    handleCopyInResponse() {
      // The data is on its way already.
    },
    handleCommandComplete() {
      // Rows are counted by the position.
    },
    handleError(error: Error) {
      finish(error);
    },
    handleReadyForQuery() {
      finish(null);
    },
  };
  function finish(error: Error | null): void {
    const { callback } = query;
    if (typeof callback === "function") callback(error);
  }
  return query;
}
