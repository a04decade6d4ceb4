/**
 * The embedded log: topics, their records, who may append and who may read, and the functions that are the only way in.
 *
 * Roles get `execute` on the functions and no right on the tables. Each function runs as the log's owner and checks
 * `session_user` against `topic_grant`, as a broker checks its ACLs.
 */
export const topicsAndRecords = {
  number: 1,
  sql: `
-- One row: the name of this log, for ever; a database made again has another.
create table portcullis_log.name (
  id uuid not null default gen_random_uuid()
);
insert into portcullis_log.name default values;

create table portcullis_log.topic (
  -- A topic made again gets another id: that is how a reader notices it.
  id integer generated always as identity primary key,
  name text not null unique,
  policy text not null check (policy in ('compact', 'delete')),
  -- Milliseconds: how long a superseded record stays (compact), how long any record stays (delete).
  keep_ms bigint not null check (keep_ms >= 0)
);

-- Updated by every append, so it stands alone in a page with room for its next versions.
create table portcullis_log.head (
  topic_id integer primary key references portcullis_log.topic on delete cascade,
  next_offset bigint not null default 0
) with (fillfactor = 10);

create table portcullis_log.record (
  topic_id integer not null references portcullis_log.topic on delete cascade,
  "offset" bigint not null,
  key text not null,
  value bytea not null,
  appended_at timestamptz not null,
  primary key (topic_id, "offset")
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
create index record_by_key on portcullis_log.record (topic_id, key, "offset");

create table portcullis_log.cleaning (
  topic_id integer primary key references portcullis_log.topic on delete cascade,
  -- compact: below it there is one record a key. delete: below it there is none.
  cleaned_to bigint not null default 0
);

create table portcullis_log.topic_grant (
  topic_id integer not null references portcullis_log.topic on delete cascade,
  role name not null,
  may_append boolean not null,
  may_read boolean not null,
  primary key (topic_id, role)
);

-- The topic's id, if whoever logged in may do that with it. The log's owner may do anything.
create function portcullis_log.authorized_topic(p_topic text, p_action text) returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare v_topic_id integer;
begin
  select id into v_topic_id from portcullis_log.topic where name = p_topic;
  if not found then
    raise exception 'topic % does not exist', p_topic using errcode = 'undefined_object';
  end if;
  if not exists (
    select from portcullis_log.topic_grant g
    where g.topic_id = v_topic_id and g.role = session_user
      and case p_action when 'append' then g.may_append else g.may_read end
  ) and not pg_has_role(session_user, current_user, 'member') then
    raise exception 'permission denied: role % may not % topic %',
      session_user, case p_action when 'append' then 'append to' else 'read' end, p_topic
      using errcode = 'insufficient_privilege';
  end if;
  return v_topic_id;
end $f$;

create function portcullis_log.identity() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select id::text from portcullis_log.name
$f$;

-- Appends a batch. The head row's lock is held until the commit is visible, so commit order is offset order, and
-- whoever sees offset n sees every offset below n.
create function portcullis_log.append(p_topic text, p_keys text[], p_values bytea[], out first_offset bigint, out last_offset bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare v_topic_id integer := portcullis_log.authorized_topic(p_topic, 'append');
begin
  update portcullis_log.head set next_offset = next_offset + cardinality(p_keys)
    where topic_id = v_topic_id
    returning next_offset - cardinality(p_keys), next_offset - 1 into first_offset, last_offset;
  insert into portcullis_log.record (topic_id, "offset", key, value, appended_at)
    select v_topic_id, first_offset + r.ordinality - 1, r.key, r.value, clock_timestamp()
    from unnest(p_keys, p_values) with ordinality as r (key, value, ordinality);
  perform pg_notify('portcullis_log_' || v_topic_id, '');
end $f$;

create function portcullis_log.head(p_topic text, p_action text, out topic_id integer, out next_offset bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
begin
  select h.topic_id, h.next_offset into topic_id, next_offset
    from portcullis_log.head h where h.topic_id = portcullis_log.authorized_topic(p_topic, p_action);
end $f$;

-- Records from an offset on, in order: at most p_limit of them and, after the first, at most p_bytes of values.
-- STABLE: every statement in it sees the one snapshot of the call.
create function portcullis_log.read(p_topic text, p_topic_id integer, p_from bigint, p_limit integer, p_bytes bigint)
returns table ("offset" bigint, key text, value bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare v_topic_id integer := portcullis_log.authorized_topic(p_topic, 'read');
begin
  if v_topic_id <> p_topic_id
     or p_from > (select h.next_offset from portcullis_log.head h where h.topic_id = v_topic_id) then
    raise exception 'topic % was made again, or ends before offset %', p_topic, p_from using errcode = 'PCL01';
  end if;
  return query
    select w."offset", w.key, w.value from (
      select r."offset", r.key, r.value,
             sum(octet_length(r.value)) over (order by r."offset") - octet_length(r.value) as bytes_before
      from portcullis_log.record r
      where r.topic_id = v_topic_id and r."offset" >= p_from
      order by r."offset" limit p_limit
    ) w
    where w.bytes_before < p_bytes order by w."offset";
end $f$;

-- One bounded step of compaction or retention; returns how many records it went over. See docs/adr/0008.
create function portcullis_log.clean(p_topic text, p_limit integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare
  v_topic_id integer := portcullis_log.authorized_topic(p_topic, 'append');
  v_policy text; v_cutoff timestamptz; v_from bigint; v_upto bigint; v_passed integer;
begin
  select policy, clock_timestamp() - keep_ms * interval '1 millisecond' into v_policy, v_cutoff
    from portcullis_log.topic where id = v_topic_id;
  -- One cleaner at a time; another leaves at once rather than wait.
  select cleaned_to into v_from from portcullis_log.cleaning where topic_id = v_topic_id for update skip locked;
  if not found then return 0; end if;
  select coalesce(min(n."offset") filter (where n.appended_at > v_cutoff), max(n."offset") + 1),
         count(*) filter (where n.appended_at <= v_cutoff)
    into v_upto, v_passed
    from (select r."offset", r.appended_at from portcullis_log.record r
          where r.topic_id = v_topic_id and r."offset" >= v_from order by r."offset" limit p_limit) n;
  if v_passed = 0 or v_upto <= v_from then return 0; end if;
  if v_policy = 'delete' then
    delete from portcullis_log.record r where r.topic_id = v_topic_id and r."offset" >= v_from and r."offset" < v_upto;
  else
    -- Only records superseded by one that is itself past the lag: a closed record younger than the lag keeps every
    -- superseded state before it.
    delete from portcullis_log.record old using portcullis_log.record newer
      where newer.topic_id = v_topic_id and newer."offset" >= v_from and newer."offset" < v_upto
        and old.topic_id = v_topic_id and old.key = newer.key and old."offset" < newer."offset";
  end if;
  update portcullis_log.cleaning set cleaned_to = v_upto where topic_id = v_topic_id;
  return v_passed;
end $f$;

-- Creates a topic, or sets how long it keeps records; its policy never changes.
create function portcullis_log.define_topic(p_name text, p_policy text, p_keep_ms bigint) returns integer
language plpgsql set search_path = pg_catalog, pg_temp as $f$
declare v_topic_id integer;
begin
  insert into portcullis_log.topic (name, policy, keep_ms) values (p_name, p_policy, p_keep_ms)
    on conflict (name) do update set keep_ms = excluded.keep_ms where topic.policy = excluded.policy
    returning id into v_topic_id;
  if not found then
    raise exception 'topic % exists with another cleanup policy than %', p_name, p_policy using errcode = 'PCL02';
  end if;
  insert into portcullis_log.head (topic_id) values (v_topic_id) on conflict do nothing;
  insert into portcullis_log.cleaning (topic_id) values (v_topic_id) on conflict do nothing;
  return v_topic_id;
end $f$;

-- Makes a topic's grants exactly these.
create function portcullis_log.set_grants(p_topic_id integer, p_writers name[], p_readers name[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $f$
declare v_role name;
begin
  -- GRANTs on one object at the same time fail each other.
  perform pg_advisory_xact_lock(hashtextextended('portcullis_log', 0));
  delete from portcullis_log.topic_grant where topic_id = p_topic_id and role <> all (p_writers || p_readers);
  for v_role in select distinct r from unnest(p_writers || p_readers) r loop
    insert into portcullis_log.topic_grant (topic_id, role, may_append, may_read)
      values (p_topic_id, v_role, v_role = any (p_writers), v_role = any (p_readers))
      on conflict (topic_id, role) do update set may_append = excluded.may_append, may_read = excluded.may_read;
    execute format('grant connect on database %I to %I', current_database(), v_role);
    execute format('grant usage on schema portcullis_log to %I', v_role);
    execute format('grant select on portcullis_log.topic to %I', v_role);
    execute format('grant execute on function portcullis_log.append, portcullis_log.head, portcullis_log.read, portcullis_log.clean, portcullis_log.identity to %I', v_role);
  end loop;
end $f$;

revoke all on all functions in schema portcullis_log from public;
`,
} as const;
