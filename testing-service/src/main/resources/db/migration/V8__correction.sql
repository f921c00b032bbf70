-- A correction names the report that it replaces and says why; both reports stay.
alter table lab_report
    add supersedes text,
    add correction_reason text,
    add check ((supersedes is null) = (correction_reason is null));
