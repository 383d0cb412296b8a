"use client";

import { Button } from "@mantine/core";
import type { UserRow } from "../../lib/contracts/users.ts";
import table from "../display/data-table.module.css";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { EmptyState } from "../display/states.tsx";
import { useSession } from "../session/use-session.ts";
import { roleWords } from "../settings/settings-text.ts";
import styles from "./people.module.css";
import { peopleText } from "./people-text.ts";
import type { usePeople } from "./use-people.ts";

interface PeopleListProps {
  readonly people: ReturnType<typeof usePeople>;
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
}

/** The people, by name; a row opens beside the list. */
export function PeopleList({ people, openId, onOpen }: PeopleListProps) {
  return (
    <QueryView query={people} loading={peopleText.loading} rows={10}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) {
          return (
            <EmptyState title={peopleText.none}>
              <p>{peopleText.noneHow}</p>
            </EmptyState>
          );
        }
        return (
          <div className={table.scroller}>
            <PeopleTable items={items} openId={openId} onOpen={onOpen} />
            {people.hasNextPage && (
              <div className={styles.more}>
                <Button
                  variant="default"
                  loading={people.isFetchingNextPage}
                  onClick={() => void people.fetchNextPage()}
                >
                  {peopleText.more}
                </Button>
              </div>
            )}
          </div>
        );
      }}
    </QueryView>
  );
}

interface PeopleTableProps extends Omit<PeopleListProps, "people"> {
  readonly items: readonly UserRow[];
}

const heads = [
  peopleText.name,
  peopleText.email,
  peopleText.role,
  peopleText.state,
  peopleText.signIn,
  peopleText.factor,
  peopleText.seen,
] as const;

function PeopleTable({ items, openId, onOpen }: PeopleTableProps) {
  const { user } = useSession();
  return (
    <table className={`${table.table} ${styles.people}`} aria-label={peopleText.title}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((person) => (
          <tr
            key={person.id}
            className={`${table.row} ${styles.row}`}
            data-open={person.id === openId}
            data-disabled={person.disabled}
            onClick={() => onOpen(person.id)}
          >
            <th scope="row">
              <button type="button" className={`${table.rowButton} ${styles.name}`} onClick={() => onOpen(person.id)}>
                {person.name}
              </button>
              {person.id === user.id && <span className={styles.note}> · {peopleText.you}</span>}
            </th>
            <td>{person.email}</td>
            <td>{roleWords[person.role]}</td>
            <td>
              {person.disabled ? (
                <span className={styles.warn}>{peopleText.states.disabled}</span>
              ) : (
                peopleText.states.active
              )}
            </td>
            <td>
              {person.mustChangePassword
                ? peopleText.oneTime
                : person.signsInBy.map((way) => peopleText.signsInBy[way]).join(", ")}
            </td>
            <td>{person.secondFactor ? peopleText.on : peopleText.off}</td>
            <td>{person.lastSeenAt === null ? peopleText.never : <RelativeTime at={person.lastSeenAt} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
