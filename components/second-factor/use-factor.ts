import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import {
  backupCodesSchema,
  type FactorProof,
  factorSecretSchema,
  secondFactorSchema,
} from "../../lib/contracts/second-factor.ts";
import { ownKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";

const path = "/api/v1/session/second-factor";

/** Whether one has a second factor. */
export function useFactor() {
  return useQuery({
    queryKey: ownKeys.secondFactor,
    queryFn: ({ signal }) => request(secondFactorSchema, path, { signal }),
  });
}

/** A secret that is not in force yet. */
export const setUpFactor = (password: string) =>
  request(factorSecretSchema, `${path}/setup`, { method: "POST", body: { password } });

/** Puts it in force; answers the backup codes. */
export const enableFactor = (code: string) => request(backupCodesSchema, path, { method: "POST", body: { code } });

export const disableFactor = (proof: FactorProof) =>
  request(z.unknown(), `${path}/disable`, { method: "POST", body: proof });

export const renewBackupCodes = (proof: FactorProof) =>
  request(backupCodesSchema, `${path}/backup-codes`, { method: "POST", body: proof });
