# Prints, for each JSON document, the numbers (from 0) of the conditions of SimulatedAttacksTest that it meets.
# Over the extracted archives, about two minutes:
#   find FOLDER -type f | while read -r f; do cat "$f"; echo; done |
#     jq -R -f otrf-counts.jq | sort -n | uniq -c
# Of condition 22, five documents are parts of script blocks, which become one event each.
def s: if . == null then "" else tostring|ascii_downcase end;
def d: (.winlog.event_data? // .event_data? // .) ;
fromjson? | objects | . as $r | (d) as $e
| (($r.winlog.event_id? // $r.event_id? // $r.EventID? // $r.event?.code? // "")|s) as $id
| (($r.winlog.provider_name? // $r.source_name? // $r.SourceName? // "")|s) as $prov0
| (($r.winlog.channel? // $r.log_name? // $r.Channel? // "")|s) as $ch
| (if $prov0=="" then (if $ch=="security" then "microsoft-windows-security-auditing" else ($ch|split("/")[0] // "") end) else $prov0 end) as $prov
| ($prov=="microsoft-windows-sysmon") as $sysmon
| ($prov=="microsoft-windows-security-auditing") as $security
| def f(n): ($e[n]? // "")|s;
  def num(n): (f(n)|tonumber? // -1);
[ ($id=="10"),
  ($prov=="microsoft-windows-sysmon" and $id=="1"),
  ($ch=="security"),
  ($sysmon and $id=="10" and (f("TargetImage")|endswith("\\lsass.exe"))),
  (f("CommandLine")|contains("powershell")),
  (f("CommandLine")|contains(" -enc")),
  ($sysmon and $id=="3" and num("DestinationPort")==443),
  ($sysmon and $id=="3" and num("DestinationPort")>=49152),
  ($id=="4624" and $security and f("LogonType")=="3"),
  ($id=="4688" and (f("NewProcessName")|endswith("\\net1.exe"))),
  ($sysmon and ((f("TargetObject")|contains("\\currentversion\\run")) )),
  ($sysmon and $id=="7" and (f("ImageLoaded")|endswith("\\samlib.dll"))),
  ($sysmon and $id=="22" and (f("QueryName")|endswith(".com"))),
  ($sysmon and $id=="11" and (f("TargetFilename")|test("\\.(dll|exe)$"))),
  ($id=="5156" and (f("DestAddress")|startswith("192.168."))),
  (f("GrantedAccess")=="0x1010"),
  ($security and f("SubjectUserName")=="wardog"),
  ($sysmon and $id=="1" and f("IntegrityLevel")=="high"),
  ($id=="10" and $sysmon and (f("CallTrace")|contains("unknown"))),
  ($sysmon and $id=="8"),
  ($security and $id=="4663" and f("ObjectType")=="file"),
  (f("RuleName")=="-"),
  (($r["@timestamp"]? // $r.EventTime? // "")|tostring|startswith("2020-09-22")),
  (f("TargetUserName")|endswith("$")),
  ($sysmon and $id=="1" and (f("ParentImage")|endswith("\\cmd.exe")) and ((f("Image")|endswith("\\powershell.exe"))|not)),
  ($sysmon and $id=="13" and (f("Details")|startswith("dword"))),
  ($id=="4103" and (f("Payload")|contains("invoke-"))),
  ($id=="4688" and f("SubjectUserSid")=="s-1-5-18")
] | to_entries | map(select(.value)|.key) | .[]
