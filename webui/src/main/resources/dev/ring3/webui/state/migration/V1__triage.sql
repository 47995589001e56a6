-- What people decided about an alert. The rule and the time tell an alert from another that came
-- to the same place when a case was imported anew.
CREATE TABLE triage (
  alert      TEXT    NOT NULL PRIMARY KEY,
  rule       TEXT    NOT NULL,
  time       TEXT    NOT NULL,
  status     TEXT    NOT NULL,
  owner      TEXT    NOT NULL,
  note       TEXT    NOT NULL,
  changed_at TEXT    NOT NULL,
  changed_by TEXT    NOT NULL
) STRICT;

-- Who changed what. Only ever added to.
CREATE TABLE audit (
  id     INTEGER NOT NULL PRIMARY KEY,
  at     TEXT    NOT NULL,
  who    TEXT    NOT NULL,
  action TEXT    NOT NULL,
  target TEXT    NOT NULL,
  detail TEXT    NOT NULL
) STRICT;
