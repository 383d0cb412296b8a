"use client";

import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { Playbook, PlaybookBody } from "../../lib/contracts/playbooks.ts";
import linkStyles from "../display/link-button.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { useMay } from "../session/use-session.ts";
import { PlaybookFields } from "./playbook-fields.tsx";
import { playbookProblems } from "./playbook-problems.ts";
import { newPlaybook, playbookText } from "./playbook-text.ts";
import detailStyles from "./response-detail.module.css";
import formStyles from "./response-forms.module.css";
import { SavePlaybook } from "./save-playbook.tsx";
import { useExecutors, usePlaybook } from "./use-response-settings.ts";

interface PlaybookEditorProps {
  readonly stream: StreamName;
  /** Null makes a new one. */
  readonly playbook: Playbook | null;
  readonly onDone: () => void;
}

/**
 * A playbook as a form, with its versions. A save makes the next version, and says why. It is based on the version that
 * was opened, whatever comes meanwhile: the server refuses it where that is no longer the newest.
 */
export function PlaybookEditor({ stream, playbook: current, onDone }: PlaybookEditorProps) {
  const [playbook] = useState(current);
  const executors = useExecutors(stream);
  const first = executors.data?.items.find(({ isDefault }) => isDefault) ?? executors.data?.items[0];
  const [edited, setEdited] = useState<PlaybookBody | null>(playbook?.body ?? null);
  const [tried, setTried] = useState(false);
  const body = edited ?? (first === undefined ? null : newPlaybook(first.id));
  const mayChange = useMay("responses:configure");
  if (body === null || executors.data === undefined) return <output className="sr-only">{playbookText.loading}</output>;
  return (
    <div className={formStyles.editor}>
      <PlaybookFields
        body={body}
        problems={playbookProblems(body, { withEmpty: tried })}
        executors={executors.data.items}
        disabled={!mayChange}
        onChange={setEdited}
      />
      {mayChange && <SavePlaybook stream={stream} playbook={playbook} body={body} onDone={onDone} onTry={setTried} />}
      {playbook !== null && <Versions id={playbook.id} mayChange={mayChange} onRestore={setEdited} />}
    </div>
  );
}

interface VersionsProps {
  readonly id: number;
  readonly mayChange: boolean;
  readonly onRestore: (body: PlaybookBody) => void;
}

function Versions({ id, mayChange, onRestore }: VersionsProps) {
  const { data } = usePlaybook(id);
  if (data === undefined) return null;
  return (
    <DetailSection title={playbookText.versions}>
      <ol className={detailStyles.steps}>
        {data.versions.map(({ version, author, at, reason, body }) => (
          <li key={version}>
            <span className={detailStyles.stepHead}>
              Version {version} · {author} · <RelativeTime at={at} />
            </span>
            {reason}{" "}
            {mayChange && version !== data.version && (
              <button type="button" className={linkStyles.link} onClick={() => onRestore(body)}>
                {playbookText.restore}
              </button>
            )}
          </li>
        ))}
      </ol>
    </DetailSection>
  );
}
