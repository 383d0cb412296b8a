import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";

const maxTries = 3;

export interface DataErrorHandlers {
  /** The session ended: the person must sign in again. */
  readonly onSignedOut: () => void;
  /** A change by a person failed. Called for every mutation that does not say `meta.quiet`. */
  readonly onMutationError: (error: unknown) => void;
}

/** What the server refused (4xx) stays refused and is never tried again; what did not arrive is. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.status < 500) return false;
  return failures < maxTries;
}

export function createQueryClient(handlers: DataErrorHandlers): QueryClient {
  const endIfSignedOut = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) handlers.onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: endIfSignedOut }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.quiet === true) return;
        endIfSignedOut(error);
        handlers.onMutationError(error);
      },
    }),
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        // Push keeps data fresh; what was away is refetched when the socket says that something was missed.
        staleTime: 30_000,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
}
