/** What a scoring loop has to say; pino's loggers fit. */
export interface LoopLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
