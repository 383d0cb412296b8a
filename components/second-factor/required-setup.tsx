"use client";

import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { safeNext } from "../../lib/contracts/safe-next.ts";
import { signOut } from "../session/account.ts";
import { AccountCard } from "../session/account-card.tsx";
import { leaveAfter } from "../session/go-to-sign-in.ts";
import styles from "./factor.module.css";
import { FactorSetup } from "./factor-setup.tsx";
import { factorText } from "./factor-text.ts";

/** Where people are led whose role has to have a second factor and who have none. */
export function RequiredSetup() {
  const next = safeNext(useSearchParams().get("next"));
  const leave = useMutation({ mutationFn: () => leaveAfter(signOut) });
  return (
    <AccountCard title={factorText.mustTitle}>
      <div className={styles.form}>
        <p className={styles.why}>{factorText.mustWhy}</p>
        <FactorSetup onDone={() => window.location.assign(next)} />
        <Button variant="subtle" color="gray" onClick={() => leave.mutate()} loading={leave.isPending}>
          {factorText.signOut}
        </Button>
      </div>
    </AccountCard>
  );
}
