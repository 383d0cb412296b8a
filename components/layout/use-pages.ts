"use client";

import { useMemo } from "react";
import { roleMay } from "../../lib/contracts/permissions.ts";
import { useSession } from "../session/use-session.ts";
import { pageTable } from "./page-table.ts";

/** The pages that the signed-in person may see, in the order of the rail. */
export function usePages() {
  const { role } = useSession().user;
  return useMemo(() => pageTable.filter(({ permission }) => roleMay(role, permission)), [role]);
}
