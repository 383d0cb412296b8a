/** What scikit-learn 1.9 refuses, in its words; `kind` is the error that it raises. */
export class TuningError extends Error {
  override readonly name = "TuningError";
  readonly kind: "ValueError" | "NotFittedError" | "AttributeError";

  constructor(message: string, kind: TuningError["kind"] = "ValueError") {
    super(message);
    this.kind = kind;
  }
}
