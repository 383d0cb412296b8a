/**
 * Metrics give the values that scikit-learn 1.9 gives, and say what it says about cases in which a value means little:
 * a figure without its warning is what misleads people about a class that never occurred.
 */
export interface MetricWarning {
  readonly kind: "UndefinedMetricWarning" | "UserWarning" | "RuntimeWarning";
  readonly message: string;
}

export interface Measured<Value> {
  readonly value: Value;
  /** Empty where the value means what its name says. */
  readonly warnings: readonly MetricWarning[];
}

/** The input allows no such metric; `kind` is the error that scikit-learn raises for it. */
export class MetricError extends Error {
  override readonly name = "MetricError";
  readonly kind: "ValueError" | "IndexError";

  constructor(message: string, kind: "ValueError" | "IndexError" = "ValueError") {
    super(message);
    this.kind = kind;
  }
}

export function undefinedMetric(message: string): MetricWarning {
  return { kind: "UndefinedMetricWarning", message };
}

export function userWarning(message: string): MetricWarning {
  return { kind: "UserWarning", message };
}
