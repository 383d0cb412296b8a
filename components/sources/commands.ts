/** A way to send with a key, for one kind of source. */
export interface SendCommand {
  readonly id: string;
  readonly title: string;
  readonly command: string;
  readonly note: string;
}

const auth = (key: string) => `-H "Authorization: Bearer ${key}"`;

/** Commands to copy, each whole: the address and the key are in it. */
export function commandsFor(key: string, url: string): SendCommand[] {
  const send = (query: string, data: string) =>
    `curl ${auth(key)} \\\n  --data-binary ${data} \\\n  "${url}/api/v1/events${query}"`;
  return [
    {
      id: "try",
      title: "Try it",
      command: `curl ${auth(key)} \\\n  --data-binary '${sampleRecord}' \\\n  "${url}/api/v1/events?source=first-try"`,
      note: "One record of your own making: it appears as the source first-try, and on Live once it is scored.",
    },
    {
      id: "file",
      title: "A log file",
      command: send("?source=$(hostname)", "@/var/log/auth.log"),
      note: "Any file of a known format: it is recognised record by record. Up to 16 MB; gzip with -H 'Content-Encoding: gzip'.",
    },
    {
      id: "syslog",
      title: "Syslog, as it comes",
      command: `tail -F /var/log/auth.log | while read -r line; do\n  printf '%s\\n' "$line" | curl -s ${auth(key)} \\\n    --data-binary @- "${url}/api/v1/events?source=$(hostname)"\ndone`,
      note: "Good for one quiet host. For many, let rsyslog or Fluent Bit gather and send batches.",
    },
    {
      id: "fluent-bit",
      title: "Fluent Bit",
      command: fluentBit(key, url),
      note: "An output section; batches and retries by itself.",
    },
    {
      id: "vector",
      title: "Vector",
      command: vector(key, url),
      note: "A sink; replace the input by the name of yours.",
    },
    {
      id: "windows",
      title: "Windows",
      command: windows(key, url),
      note: "PowerShell: the newest hundred Security events.",
    },
    {
      id: "cloudtrail",
      title: "CloudTrail",
      command: `aws s3 cp s3://BUCKET/PATH.json.gz - | gunzip | curl ${auth(key)} \\\n  --data-binary @- "${url}/api/v1/events?format=cloudtrail&source=cloudtrail"`,
      note: "One delivered file; its event ids make sending twice harmless.",
    },
  ];
}

/** A failed logon without a time of its own: it counts as of now. */
const sampleRecord =
  '{"program":"sshd","message":"Failed password for root from 203.0.113.7 port 40022 ssh2","host":"first-try"}';

function hostOf(url: string): { host: string; port: string; tls: string } {
  if (!URL.canParse(url)) return { host: url, port: "443", tls: "On" };
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === "https:";
  return { host: hostname, port: port === "" ? (secure ? "443" : "80") : port, tls: secure ? "On" : "Off" };
}

function fluentBit(key: string, url: string): string {
  const { host, port, tls } = hostOf(url);
  return [
    "[OUTPUT]",
    "    Name    http",
    "    Match   *",
    `    Host    ${host}`,
    `    Port    ${port}`,
    `    tls     ${tls}`,
    "    URI     /api/v1/events?source=fluent-bit",
    "    Format  json_lines",
    `    Header  Authorization Bearer ${key}`,
  ].join("\n");
}

function vector(key: string, url: string): string {
  return [
    "[sinks.tideline]",
    'type = "http"',
    'inputs = ["YOUR_SOURCE"]',
    `uri = "${url}/api/v1/events?source=vector"`,
    'encoding.codec = "json"',
    'framing.method = "newline_delimited"',
    'auth.strategy = "bearer"',
    `auth.token = "${key}"`,
  ].join("\n");
}

function windows(key: string, url: string): string {
  return [
    "$events = Get-WinEvent -LogName Security -MaxEvents 100 | ForEach-Object { $_.ToXml() }",
    `Invoke-RestMethod -Method Post -Uri "${url}/api/v1/events?source=$env:COMPUTERNAME" \``,
    `  -Headers @{ Authorization = "Bearer ${key}" } \``,
    '  -Body ([Text.Encoding]::UTF8.GetBytes($events -join "`n"))',
  ].join("\n");
}
