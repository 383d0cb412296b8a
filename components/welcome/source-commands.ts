/** A way to send a kind of log, as commands to copy. */
export interface SourceKind {
  readonly name: string;
  readonly label: string;
  /** What it is for, and what has to be changed in it. */
  readonly about: string;
  readonly command: (target: Target) => string;
}

interface Target {
  /** Where Tideline is reached: "https://tideline.example". */
  readonly url: string;
  readonly key: string;
}

/** `curl` with the key; the rest of the line follows. `-f` and `-S` make a refusal visible to whoever runs it. */
const post = ({ url, key }: Target, source: string, data: string) =>
  `curl -fsS -H "Authorization: Bearer ${key}" \\\n  --data-binary ${data} \\\n  "${url}/api/v1/events?source=${source}"`;

/**
 * Follows a file and sends what is new in it, in requests of up to two seconds. curl tries again while Tideline is away;
 * the same request twice is taken once, by its Idempotency-Key. A line of which half has come waits for the other half.
 */
const follow = ({ url, key }: Target, source: string, path: string) => `rest=
tail -n 0 -F ${path} | while IFS= read -r line; do
  batch=$rest$line; line=; end=$((SECONDS + 2))
  while [ $SECONDS -lt $end ] && [ \${#batch} -lt 500000 ] && IFS= read -r -t 1 line; do
    batch+=$'\\n'$line; line=
  done
  rest=$line
  printf '%s\\n' "$batch" | curl -fsS --retry 100 --retry-connrefused \\
    -H "Authorization: Bearer ${key}" -H "Idempotency-Key: $HOSTNAME-$(date +%s)-$RANDOM$RANDOM" \\
    --data-binary @- "${url}/api/v1/events?source=${source}" > /dev/null
done`;

/** What somebody guessing a password leaves in a log; an address of the ranges kept for documentation. */
const exampleLine = "sshd[4211]: Failed password for root from 203.0.113.9 port 50122 ssh2";

/** The kinds of source, the quickest first. Every command works as it stands in bash. */
export const sourceKinds: readonly SourceKind[] = [
  {
    name: "line",
    label: "One line",
    about: "Sends one made-up line of sshd, to see that it arrives.",
    command: (target) => `echo "$(date '+%b %e %T') $(hostname) ${exampleLine}" | ${post(target, "first-line", "@-")}`,
  },
  {
    name: "file",
    label: "A file",
    about:
      'Sends a log file that is there already: any format that Tideline knows, gzip too, up to 16 MB. What is older than a day counts by its arrival; add -H "X-Tideline-Replay: NAME" to let old times count.',
    command: (target) => post(target, "file", "@/var/log/auth.log"),
  },
  {
    name: "syslog",
    label: "Syslog",
    about: "Follows a syslog file and goes on sending. Run it as a service, in bash.",
    command: (target) => follow(target, "syslog", "/var/log/syslog"),
  },
  {
    name: "zeek",
    label: "Zeek",
    about: "Follows Zeek's connections. Zeek must write JSON: @load policy/tuning/json-logs in local.zeek.",
    command: (target) => follow(target, "zeek", "/opt/zeek/logs/current/conn.log"),
  },
  {
    name: "suricata",
    label: "Suricata",
    about: "Follows Suricata's eve.json.",
    command: (target) => follow(target, "suricata", "/var/log/suricata/eve.json"),
  },
  {
    name: "cloudtrail",
    label: "CloudTrail",
    about: "Sends CloudTrail's files as they are in the bucket: JSON in gzip. Copy them with `aws s3 sync` first.",
    command: (target) =>
      `for file in cloudtrail/*.json.gz; do\n  ${post(target, "cloudtrail", '@"$file"').replace("-fsS", '-fsS -H "Content-Encoding: gzip"').replaceAll("\n", "\n  ")}\ndone`,
  },
  {
    name: "windows",
    label: "Windows",
    about:
      "Follows what Winlogbeat writes with output.file, one JSON object a line, on a machine that has the folder; its name has the day.",
    command: (target) => follow(target, "windows", "/var/log/winlogbeat/winlogbeat.ndjson"),
  },
  {
    name: "json",
    label: "Any JSON",
    about:
      "Sends objects of your own, one a line or in an array. A time and any of user, host, src_ip, action, message will do; OCSF and ECS are known by name.",
    command: (target) =>
      `echo '{"time":"'$(date -u +%FT%TZ)'","user":"ada","src_ip":"203.0.113.9","action":"login","message":"signed in"}' | ${post(target, "own", "@-")}`,
  },
];
