/** Records of our own making in the shape of each format, for the tests: `[format, class, record]`. */
export const sampleRecords: readonly (readonly [format: string, uid: number, record: string])[] = [
  [
    "zeek.conn",
    4001,
    '{"ts":1700000000.5,"uid":"Caaa","id.orig_h":"10.1.0.5","id.orig_p":50000,"id.resp_h":"198.51.100.7","id.resp_p":443,"proto":"tcp","service":"ssl","duration":1.5,"orig_bytes":1200,"resp_bytes":34000,"conn_state":"SF"}',
  ],
  [
    "zeek.dns",
    4003,
    '{"_path":"dns","ts":1700000000.6,"uid":"Cbbb","id.orig_h":"10.1.0.5","id.orig_p":50001,"id.resp_h":"10.1.0.1","id.resp_p":53,"proto":"udp","trans_id":7,"query":"shop.example","qtype_name":"A","rcode_name":"NXDOMAIN"}',
  ],
  [
    "zeek.http",
    4002,
    '{"ts":"2023-11-14T22:13:20.7Z","uid":"Cccc","id":{"orig_h":"10.1.0.5","orig_p":50002,"resp_h":"198.51.100.8","resp_p":80},"trans_depth":1,"method":"GET","host":"shop.example","uri":"/a?b=1","status_code":404}',
  ],
  [
    "zeek.ssl",
    4001,
    '{"ts":1700000001,"uid":"Cddd","id_orig_h":"10.1.0.5","id_orig_p":50003,"id_resp_h":"198.51.100.7","id_resp_p":443,"version":"TLSv13","cipher":"X","server_name":"shop.example","established":true}',
  ],
  [
    "zeek.files",
    1001,
    '{"ts":1700000002,"fuid":"Feee","tx_hosts":["198.51.100.7"],"rx_hosts":["10.1.0.5"],"source":"HTTP","mime_type":"text/plain","filename":"a.txt","seen_bytes":10,"md5":"00ff"}',
  ],
  [
    "zeek.notice",
    2004,
    '{"ts":1700000003,"note":"Scan::Port_Scan","msg":"10.1.0.9 scanned 20 ports","src":"10.1.0.9","dst":"10.1.0.5"}',
  ],
  [
    "zeek.other",
    4006,
    '{"@stream":"smb_mapping","ts":1700000004,"uid":"Cfff","id_orig_h":"10.1.0.5","id_orig_p":50004,"id_resp_h":"10.1.0.2","id_resp_p":445,"path":"\\\\\\\\srv\\\\share"}',
  ],
  [
    "suricata",
    2004,
    '{"timestamp":"2023-11-14T22:13:20.000000+0000","flow_id":1,"event_type":"alert","src_ip":"203.0.113.9","src_port":1,"dest_ip":"10.1.0.5","dest_port":22,"proto":"TCP","alert":{"action":"allowed","signature_id":9,"signature":"TEST guess","category":"x","severity":1}}',
  ],
  [
    "windows.json",
    3002,
    '{"EventTime":"2023-11-14 17:13:20","EventReceivedTime":"2023-11-14 17:13:21","@timestamp":"2023-11-14T22:13:21.400Z","Hostname":"PC1.corp.example","EventType":"AUDIT_FAILURE","EventID":4625,"SourceName":"Microsoft-Windows-Security-Auditing","RecordNumber":77,"Channel":"Security","TargetUserName":"ada","TargetDomainName":"CORP","LogonType":"3","IpAddress":"::ffff:203.0.113.9","IpPort":"50000","Status":"0xc000006d","SubStatus":"0xc000006a","Message":"An account failed to log on.\\r\\n\\r\\nSubject:"}',
  ],
  [
    "windows.json",
    1007,
    '{"@timestamp":"2023-11-14T22:13:20.001Z","winlog":{"event_id":1,"channel":"Microsoft-Windows-Sysmon/Operational","provider_name":"Microsoft-Windows-Sysmon","computer_name":"PC1","record_id":8,"event_data":{"RuleName":"technique_id=T1059.001,technique_name=PowerShell","UtcTime":"2023-11-14 22:13:20.000","Image":"C:\\\\ps.exe","CommandLine":"ps.exe -x","User":"CORP\\\\ada","ParentImage":"C:\\\\cmd.exe","Hashes":"MD5=AA,SHA256=BB"}}}',
  ],
  [
    "cloudtrail",
    6003,
    '{"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/ops/ada","sessionContext":{"sessionIssuer":{"userName":"ops"}}},"eventTime":"2023-11-14T22:13:20Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.9","errorCode":"AccessDenied","requestParameters":{"bucketName":"b","key":"k"},"eventID":"e-1"}',
  ],
  [
    "office365",
    6003,
    '{"CreationTime":"2023-11-14T22:13:20","Id":"o-1","Operation":"FileDownloaded","Workload":"SharePoint","UserId":"ada@corp.example","ClientIP":"[2001:db8::9]:443","ResultStatus":"Succeeded","ObjectId":"https://corp.example/a.docx"}',
  ],
  [
    "azure-ad",
    3002,
    '{"TimeGenerated":"2023-11-14T22:13:20Z","OperationName":"Sign-in activity","UserPrincipalName":"ada@corp.example","IPAddress":"203.0.113.9","ResultType":"50126","Id":"a-1"}',
  ],
  [
    "defender",
    1001,
    '{"Timestamp":"2023-11-14T22:13:20.1234567Z","DeviceId":"d","DeviceName":"pc1","ActionType":"FileCreated","FolderPath":"C:\\\\a.exe","InitiatingProcessFileName":"b.exe","ReportId":5}',
  ],
  [
    "vm-connection",
    4001,
    '{"TimeGenerated":"2023-11-14T22:13:20Z","Computer":"vm1","Direction":"inbound","ProcessName":"java","SourceIp":"10.1.0.9","DestinationIp":"10.1.0.5","DestinationPort":8080,"BytesSent":10,"BytesReceived":20}',
  ],
  [
    "mail",
    4009,
    '{"timestamp":"2023-11-14T22:13:20Z","event":"message","message_id":"<1@x.example>","from":"Eve <eve@x.example>","to":["ada@corp.example"],"subject":"Invoice","attachments":[{"name":"i.zip","sha256":"aa"}],"verdict":"quarantined","client_ip":"203.0.113.9","size":1000}',
  ],
  [
    "ecs",
    1007,
    '{"@timestamp":"2023-11-14T22:13:20Z","ecs":{"version":"8.11"},"event":{"category":["process"],"type":["start"],"action":"exec"},"host":{"name":"h1"},"user":{"name":"ada"},"process":{"executable":"/bin/sh","command_line":"sh -c id"}}',
  ],
  [
    "ocsf",
    3002,
    '{"class_uid":3002,"activity_id":1,"status_id":2,"time":1700000000000,"metadata":{"uid":"u-1"},"user":{"name":"ada"},"src_endpoint":{"ip":"203.0.113.9"}}',
  ],
  [
    "syslog.json",
    3002,
    '{"__REALTIME_TIMESTAMP":"1700000000000000","_HOSTNAME":"gate","SYSLOG_IDENTIFIER":"sshd","MESSAGE":"Failed password for root from 203.0.113.9 port 4 ssh2"}',
  ],
  [
    "syslog.json",
    1007,
    '{"TimeGenerated":"2023-11-14T22:13:20Z","EventTime":"2023-11-14T22:13:20Z","HostName":"lx","ProcessName":"sysmon","SyslogMessage":"<Event><System><Provider Name=\\"Linux-Sysmon\\"/><EventID>1</EventID><TimeCreated SystemTime=\\"2023-11-14T22:13:20.5Z\\"/><EventRecordID>3</EventRecordID><Channel>Linux-Sysmon/Operational</Channel><Computer>lx</Computer></System><EventData><Data Name=\\"UtcTime\\">2023-11-14 22:13:20.500</Data><Data Name=\\"Image\\">/bin/sh</Data><Data Name=\\"CommandLine\\">sh -c &quot;id&quot;</Data></EventData></Event>"}',
  ],
  [
    "syslog.bsd",
    3002,
    "Nov 14 22:13:20 gate sshd[12]: Failed password for invalid user bob from 203.0.113.9 port 4 ssh2",
  ],
  [
    "syslog.iso",
    3002,
    "<38>1 2023-11-14T22:13:20.5Z gate sshd 12 - - Accepted publickey for ada from 203.0.113.9 port 4 ssh2",
  ],
  ["apache.access", 4002, '203.0.113.9 - ada [14/Nov/2023:22:13:20 +0000] "GET /a?b=1 HTTP/1.1" 404 10 "-" "curl/8"'],
  [
    "apache.error",
    4002,
    "[Tue Nov 14 22:13:20.5 2023] [core:error] [pid 1] [client 203.0.113.9:5] AH1: denied: /srv/x",
  ],
  ["request-line", 4002, "get http://shop.example:8080/a.jsp?id=1' or '1'='1"],
  ["auditd", 1007, 'type=EXECVE msg=audit(1700000000.500:7): argc=2 a0="ls" a1="-l"'],
  [
    "windows.xml",
    1007,
    '<Event xmlns="x"><System><Provider Name="Microsoft-Windows-Sysmon"/><EventID>5</EventID><TimeCreated SystemTime="2023-11-14T22:13:20Z"/><Computer>PC1</Computer></System><EventData><Data Name="Image">a.exe</Data></EventData></Event>',
  ],
  ["json.generic", 0, '{"time":"2023-11-14T22:13:20Z","client-ip":"203.0.113.9","event":"door opened"}'],
];
