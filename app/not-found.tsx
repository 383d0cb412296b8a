import { AccountCard } from "../components/session/account-card.tsx";
import styles from "./not-found.module.css";

/**
 * Every page carries this one along, in case what it shows turns out not to exist. So its way out is a plain link that looks
 * like a button: Mantine's would bring every page a second copy of what a button is made of.
 */
export default function NotFound() {
  return (
    <AccountCard title="There is no such page">
      <p>The address may be mistyped, or the page is no longer here.</p>
      <a className={styles.link} href="/live">
        To the Live page
      </a>
    </AccountCard>
  );
}
